using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

/// <summary>
/// An idempotency key on its way with an actor. A request that opens several transactions uses it once each, numbered, so
/// that a replay meets every one of them again.
/// </summary>
public sealed class Once
{
    private int used;

    private Once(string key, string fingerprint) => (Key, Fingerprint) = (key, fingerprint);

    public string Key { get; }

    /// <summary>SHA-256 of method, path and body: the same key for another request is refused.</summary>
    public string Fingerprint { get; }

    /// <summary>True when an earlier result was returned instead of running again.</summary>
    public bool Replayed { get; internal set; }

    /// <summary>Checks the key (1–128 visible ASCII characters) and takes the fingerprint of the request.</summary>
    public static Once For(string key, string request)
    {
        if (key.Length is 0 or > 128 || key.Any(c => c is < '!' or > '~'))
            throw Refused.Field("Idempotency-Key", KernelErrors.IdempotencyKey);
        return new Once(key, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request))));
    }

    internal OnceKey NextKey() => new(this, $"{Key}#{Interlocked.Increment(ref used)}");
}

internal sealed record OnceKey(Once Once, string Value);

/// <summary>A remembered result. Kept for 30 days; the document's own number protects for longer.</summary>
internal sealed class IdempotencyRecord
{
    public OrganizationId OrganizationId { get; init; }
    public string Key { get; init; } = "";
    public string Fingerprint { get; init; } = "";
    public string Result { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

internal sealed class IdempotencyMap : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("idempotency_keys").Unaudited(seen => seen.By(x => x.OrganizationId));
        record.HasKey(x => new { x.OrganizationId, x.Key });
        record.Property(x => x.Key).HasMaxLength(140);
        record.Property(x => x.Fingerprint).HasMaxLength(64);
        record.HasIndex(x => x.At);
    }
}

internal static class Idempotency
{
    /// <summary>The result of the earlier transaction with this key, if there was one; refuses a key that meant another request.</summary>
    public static async Task<Earlier<T>?> Earlier<T>(Tx tx, OnceKey key)
    {
        var record = await tx.Set<IdempotencyRecord>().AsNoTracking()
            .FirstOrDefaultAsync(r => r.OrganizationId == tx.Actor.Organization && r.Key == key.Value, tx.Cancel);
        if (record is null)
            return null;
        if (record.Fingerprint != key.Once.Fingerprint)
            throw Refused.With(KernelErrors.IdempotencyReuse);
        key.Once.Replayed = true;
        return new Earlier<T>(JsonSerializer.Deserialize<T>(record.Result, KernelJson.Options)!);
    }

    /// <summary>Keeps the result in the same transaction as the effect, so that both exist or neither.</summary>
    public static void Remember<T>(Tx tx, OnceKey key, T result) => tx.Add(new IdempotencyRecord
    {
        OrganizationId = tx.Actor.Organization,
        Key = key.Value,
        Fingerprint = key.Once.Fingerprint,
        Result = JsonSerializer.Serialize(result, KernelJson.Options),
        At = tx.Now,
    });
}

internal sealed record Earlier<T>(T Result);
