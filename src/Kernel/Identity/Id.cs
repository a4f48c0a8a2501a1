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
    private static long latest;

    /// <summary>
    /// A new identifier. Those of one process sort in the order they were made, so that what is added together is shown as it was
    /// given; those of several processes sort by time. RFC 9562 section 6.2, method 3: twelve bits below the millisecond, and when
    /// two fall together the next value.
    /// </summary>
    public static TId New<TId>() where TId : struct, IId
    {
        // A tick is a ten-thousandth of a millisecond; 4,096 values share one.
        var (milliseconds, ticks) = Math.DivRem(DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMillisecond);
        var now = (milliseconds << 12) | (ticks * 4096 / TimeSpan.TicksPerMillisecond);
        long before, mine;
        do
        {
            before = Volatile.Read(ref latest);
            mine = Math.Max(before + 1, now);
        }
        while (Interlocked.CompareExchange(ref latest, mine, before) != before);
        Span<byte> bytes = stackalloc byte[16];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes[8..]);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, (mine >> 12 << 16) | 0x7000 | (mine & 0xFFF));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return Maker<TId>.From(new Guid(bytes, bigEndian: true));
    }

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
