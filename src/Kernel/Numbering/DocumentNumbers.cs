using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hecai;

/// <summary>The next value of a series of document numbers.</summary>
internal sealed class NumberSeries
{
    public string Name { get; init; } = "";
    public long Next { get; set; }
}

internal sealed class NumberSeriesMap : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> series)
    {
        series.ToTable("number_series").Unaudited(seen => seen.WrittenByAll());
        series.HasKey(x => x.Name);
        series.Property(x => x.Name).HasMaxLength(80);
    }
}

/// <summary>
/// Document numbers: unique and readable (<c>PR-202611-038641</c>). Ordinary series are drawn in blocks on a connection of
/// their own, so no document waits for another; the digits are a permutation of the counter, so that a customer cannot
/// count the platform's business from two numbers. Series that the law wants without gaps take the lock.
/// </summary>
public sealed class DocumentNumbers(Engine engine)
{
    private const int BlockSize = 64;
    private readonly ConcurrentDictionary<string, Block> blocks = new();

    /// <summary>The next number of the month's series: prefix, year and month in China, six digits (more after a million).</summary>
    public async Task<string> Next(Tx tx, string prefix)
    {
        var month = tx.Now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMM", System.Globalization.CultureInfo.InvariantCulture);
        var series = $"{prefix}-{month}";
        var counter = engine.SingleWriter && !tx.Ahead ? await Draw(tx.Context, series, 1, tx.Cancel) : await FromBlock(series, tx.Cancel);
        return $"{series}-{Permutation.Of(series, counter):D6}";
    }

    /// <summary>The next number without gaps, within the transaction: a rolled back document gives its number back, and others wait.</summary>
    public async Task<long> NextGapless(Tx tx, string series) => await Draw(tx.Context, series, 1, tx.Cancel);

    private async Task<long> FromBlock(string series, CancellationToken ct)
    {
        var block = blocks.GetOrAdd(series, _ => new Block());
        await block.Gate.WaitAsync(ct);
        try
        {
            if (block.Next == block.End)
            {
                var first = await engine.Aside(context => Draw(context, series, BlockSize, ct), ct);
                (block.Next, block.End) = (first, first + BlockSize);
            }
            return block.Next++;
        }
        finally
        {
            block.Gate.Release();
        }
    }

    private static async Task<long> Draw(HecaiContext context, string series, int count, CancellationToken ct)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = "INSERT INTO number_series (name, next) VALUES (@series, @count + 1) ON CONFLICT (name) DO UPDATE SET next = number_series.next + @count RETURNING next";
        foreach (var (name, value) in new (string, object)[] { ("series", series), ("count", (long)count) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return (long)(await command.ExecuteScalarAsync(ct))! - count;
    }

    private sealed class Block
    {
        public readonly SemaphoreSlim Gate = new(1, 1);
        public long Next;
        public long End;
    }
}

/// <summary>
/// A keyed permutation of 0 … 10^d − 1 (a four-round Feistel network with cycle walking, the construction of
/// NIST SP 800-38G without its claim to secrecy): the same counter never gives the same number twice.
/// </summary>
public static class Permutation
{
    /// <summary>The number of the n-th document of a series (n from 1): six digits for the first million, seven after, and so on.</summary>
    public static long Of(string series, long n)
    {
        long size = 1_000_000, before = 0;
        while (n > size)
        {
            before = size;
            size *= 10;
        }
        // Within its range the counter is permuted; a later range starts where the earlier one ended.
        var domain = size - before;
        return before + Walk(Seed(series), n - 1 - before, domain);
    }

    private static long Walk(uint seed, long value, long domain)
    {
        var half = 1;
        while (1L << (2 * half) < domain)
            half++;
        do
            value = Feistel(seed, value, half);
        while (value >= domain);
        return value;
    }

    private static long Feistel(uint seed, long value, int half)
    {
        var mask = (1u << half) - 1;
        var (left, right) = ((uint)(value >> half), (uint)value & mask);
        for (uint round = 0; round < 4; round++)
            (left, right) = (right, left ^ (Mix(seed ^ unchecked(right * 0x9E3779B9u) ^ unchecked(round * 0x85EBCA6Bu)) & mask));
        return ((long)left << half) | right;
    }

    private static uint Mix(uint x)
    {
        unchecked
        {
            x ^= x >> 16; x *= 0x7FEB352Du;
            x ^= x >> 15; x *= 0x846CA68Bu;
            return x ^ (x >> 16);
        }
    }

    private static uint Seed(string text)
    {
        var hash = 2166136261u;                          // FNV-1a, 32 bits
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }
}
