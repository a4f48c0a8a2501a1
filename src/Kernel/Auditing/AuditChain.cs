using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Hecai;

/// <summary>What a verification found: everything sealed is as it was, or the first place that is not.</summary>
public sealed record AuditVerdict(long Blocks, long Entries, long Unsealed, string? Fault)
{
    public bool Intact => Fault is null;
}

/// <summary>
/// Seals audit entries into a chain of blocks and verifies it. A block covers every entry of the transactions that ended
/// before it, so nothing can slip in later; its hash covers the previous block's, so nothing can be taken out; its head is
/// signed, so the chain cannot be rebuilt without the installation's key; and the newest head is known outside of the
/// database, so nothing can be taken off the end.
/// </summary>
public sealed class AuditChain(AppDb db, AuditKey key)
{
    private const int BlockSize = 2000;
    private static readonly Actor Platform = Actor.System();
    private static readonly string Genesis = new('0', 64);

    /// <summary>Seals what is ready; returns the number of entries sealed. Never goes on after a chain whose end was taken off.</summary>
    public async Task<int> Seal(CancellationToken ct)
    {
        var total = 0;
        int sealedNow;
        do
        {
            AuditBlock? newest;
            (newest, sealedNow) = await db.Write(Platform, SealOne, ct);
            // Also what another node sealed: each remembers the whole chain.
            if (newest is not null)
                key.Remember(db.Engine.Place, newest.Number, newest.Hash);
            total += sealedNow;
        }
        while (sealedNow == BlockSize);
        return total;
    }

    private async Task<(AuditBlock? Newest, int Sealed)> SealOne(Tx tx)
    {
        if (key.Newest(db.Engine.Place) is { } known && !await tx.Set<AuditBlock>().AnyAsync(b => b.Number == known.Number && b.Hash == known.Hash, tx.Cancel))
            throw new InvalidOperationException(CutOff(known.Number));
        var last = await tx.Set<AuditBlock>().AsNoTracking().OrderByDescending(b => b.Number).FirstOrDefaultAsync(tx.Cancel);
        var entries = await After(tx, last?.ToXid ?? -1, last?.ToSeq ?? -1, finishedOnly: true).Take(BlockSize).ToListAsync(tx.Cancel);
        if (entries.Count == 0)
            return (last, 0);
        var previous = last?.Hash ?? Genesis;
        var block = new AuditBlock
        {
            Number = (last?.Number ?? 0) + 1,
            FromXid = entries[0].Xid,
            FromSeq = entries[0].Seq,
            ToXid = entries[^1].Xid,
            ToSeq = entries[^1].Seq,
            Entries = entries.Count,
            PreviousHash = previous,
            Hash = Hash(previous, entries),
            SealedAt = tx.Now,
        };
        block.Signature = key.Sign(Head(block));
        // Two nodes that seal at once collide on the number: one of them retries and finds nothing to do.
        return (tx.Add(block), entries.Count);
    }

    /// <summary>How much is sealed, without walking the chain.</summary>
    public Task<AuditStatus> Status(CancellationToken ct) => db.Read(Platform, async read =>
    {
        var last = await read.Set<AuditBlock>().OrderByDescending(b => b.Number).FirstOrDefaultAsync(ct);
        var entries = await read.Set<AuditBlock>().SumAsync(b => (long)b.Entries, ct);
        return new AuditStatus(last?.Number ?? 0, entries, await After(read, last?.ToXid ?? -1, last?.ToSeq ?? -1, finishedOnly: false).LongCountAsync(ct), last?.SealedAt);
    }, ct);

    /// <summary>Walks the chain from its first entry.</summary>
    public Task<AuditVerdict> Verify(CancellationToken ct)
    {
        // Before the chain itself: what is sealed from here on may be in neither.
        var known = key.Newest(db.Engine.Place);
        return db.Read(Platform, read => Verify(read, known, ct), ct);
    }

    private async Task<AuditVerdict> Verify(Reading read, (long Number, string Hash)? known, CancellationToken ct)
    {
        var (previous, count, xid, seq) = (Genesis, 0L, -1L, -1L);
        var blocks = await read.Set<AuditBlock>().OrderBy(b => b.Number).ToListAsync(ct);
        AuditVerdict Broken(string fault) => new(blocks.Count, count, 0, fault);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Number != i + 1)
                return Broken($"block {i + 1} is missing");
            if (block.PreviousHash != previous)
                return Broken($"block {block.Number} does not follow the one before it");
            if (!key.Verifies(Head(block), block.Signature))
                return Broken($"the signature of block {block.Number} is not this installation's");
            var entries = await After(read, xid, seq, finishedOnly: false)
                .Where(e => e.Xid < block.ToXid || (e.Xid == block.ToXid && e.Seq <= block.ToSeq)).ToListAsync(ct);
            if (entries.Count != block.Entries)
                return Broken($"block {block.Number} sealed {block.Entries} entries, {entries.Count} are there");
            if (Hash(previous, entries) != block.Hash)
                return Broken($"an entry of block {block.Number} (numbers {block.FromSeq} to {block.ToSeq}) was changed");
            (previous, xid, seq) = (block.Hash, block.ToXid, block.ToSeq);
            count += entries.Count;
        }
        if (known is { } newest && (blocks.Count < newest.Number || blocks[(int)newest.Number - 1].Hash != newest.Hash))
            return Broken(CutOff(newest.Number));
        return new AuditVerdict(blocks.Count, count, await After(read, xid, seq, finishedOnly: false).LongCountAsync(ct), null);
    }

    /// <summary>Entries after a position, in the order of the chain; with <paramref name="finishedOnly"/> none that a running transaction could still precede.</summary>
    private IQueryable<AuditEntry> After(Reading read, long xid, long seq, bool finishedOnly)
    {
        var entries = finishedOnly
            ? read.Context.Set<AuditEntry>().FromSqlRaw(db.Engine.FinishedAuditEntries).AsNoTracking()
            : read.Context.Set<AuditEntry>().AsNoTracking();
        return entries.Where(e => e.Xid > xid || (e.Xid == xid && e.Seq > seq)).OrderBy(e => e.Xid).ThenBy(e => e.Seq);
    }

    private static string CutOff(long number) => $"block {number} was sealed and is missing: the end of the chain was taken off";

    // Every column of the block but the signature itself.
    private static string Head(AuditBlock b) => string.Join('\n', "hecai-audit/1", b.Number.ToString(CultureInfo.InvariantCulture),
        b.FromXid.ToString(CultureInfo.InvariantCulture), b.FromSeq.ToString(CultureInfo.InvariantCulture), b.ToXid.ToString(CultureInfo.InvariantCulture), b.ToSeq.ToString(CultureInfo.InvariantCulture),
        b.Entries.ToString(CultureInfo.InvariantCulture), b.PreviousHash, b.Hash, Instant(b.SealedAt));

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static string Hash(string previous, List<AuditEntry> entries)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Convert.FromHexString(previous));
        foreach (var entry in entries)
            Append(sha, entry);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    // Every field with its length in front: no two different entries have the same bytes.
    private static void Append(IncrementalHash sha, AuditEntry e)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var field in (ReadOnlySpan<string?>)[
            e.Seq.ToString(CultureInfo.InvariantCulture), e.Xid.ToString(CultureInfo.InvariantCulture),
            Instant(e.At),
            e.PersonId.Value.ToString(), e.PersonName, e.MembershipId.Value.ToString(), e.OrganizationId.Value.ToString(), e.Via.ToString(),
            e.Document, e.DocumentId.ToString(), e.Action, e.Comment, e.Args, e.Changes,
            e.BuyerId?.Value.ToString(), e.SupplierId?.Value.ToString(), e.ProviderId?.Value.ToString(), e.OperatorSees ? "1" : "0"])
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32LittleEndian(length, field is null ? -1 : bytes.Length);
            sha.AppendData(length);
            sha.AppendData(bytes);
        }
    }
}

/// <summary>Seals every few seconds.</summary>
public sealed class SealAudit(AuditChain chain) : Job
{
    public override Task Run(CancellationToken ct) => chain.Seal(ct);
}
