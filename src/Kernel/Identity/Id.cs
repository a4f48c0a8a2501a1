using System.Linq.Expressions;

namespace Hecai;

/// <summary>
/// A typed identifier over a UUIDv7: <c>public readonly record struct OrderId(Guid Value) : IId;</c>.
/// Version 7 sorts by time, so indexes stay dense on both databases.
/// </summary>
public interface IId
{
    Guid Value { get; }
}

/// <summary>Makes typed identifiers.</summary>
public static class Id
{
    /// <summary>A new identifier, later ones sorting after earlier ones to the millisecond.</summary>
    public static TId New<TId>() where TId : struct, IId => Maker<TId>.From(Guid.CreateVersion7());

    /// <summary>The identifier of a stored value.</summary>
    public static TId Of<TId>(Guid value) where TId : struct, IId => Maker<TId>.From(value);

    /// <summary>The expression <c>value => new TId(value)</c>, for converters that need a tree.</summary>
    internal static Expression<Func<Guid, TId>> Expression<TId>() where TId : struct, IId => Maker<TId>.Tree;

    /// <summary>A deterministic identifier for seeded data: the same name always gives the same identifier.</summary>
    public static TId Named<TId>(string name) where TId : struct, IId
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(typeof(TId).Name + "/" + name), hash);
        // RFC 9562 section 5.8: version 8 is for identifiers whose bits the application chooses.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return Of<TId>(new Guid(hash[..16], bigEndian: true));
    }

    private static class Maker<TId> where TId : struct, IId
    {
        public static readonly Expression<Func<Guid, TId>> Tree = Build();
        public static readonly Func<Guid, TId> From = Tree.Compile();

        private static Expression<Func<Guid, TId>> Build()
        {
            var value = System.Linq.Expressions.Expression.Parameter(typeof(Guid), "value");
            var constructor = typeof(TId).GetConstructor([typeof(Guid)])
                ?? throw new InvalidOperationException($"{typeof(TId)} needs a constructor that takes a Guid.");
            return System.Linq.Expressions.Expression.Lambda<Func<Guid, TId>>(System.Linq.Expressions.Expression.New(constructor, value), value);
        }
    }
}

public readonly record struct PersonId(Guid Value) : IId;
public readonly record struct MembershipId(Guid Value) : IId;
public readonly record struct OrganizationId(Guid Value) : IId;
public readonly record struct DepartmentId(Guid Value) : IId;
