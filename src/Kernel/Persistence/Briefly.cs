using System.Collections.Concurrent;

namespace Hecai;

/// <summary>
/// Remembers answers for less than a second, counted from before they were read: what was revoked anywhere stops working
/// within that second, and what was revoked on this node at once.
/// </summary>
public sealed class Briefly<TKey, TValue> where TKey : notnull where TValue : class
{
    private const int FreshMilliseconds = 900, MaxEntries = 20_000;

    private readonly ConcurrentDictionary<TKey, (TValue? Value, long ReadAt)> remembered = new();
    private int generation;

    /// <summary>What is remembered, for pages; where something is decided it is read anew.</summary>
    public Task<TValue?> Get(Reading reading, TKey key, Func<TKey, Task<TValue?>> read) => reading.Decides ? read(key) : Get(key, read);

    public async Task<TValue?> Get(TKey key, Func<TKey, Task<TValue?>> read)
    {
        // Real time, not the application's clock, which tests set: the promise is about seconds that pass.
        var now = Environment.TickCount64;
        if (remembered.TryGetValue(key, out var found) && now - found.ReadAt < FreshMilliseconds)
            return found.Value;
        var before = Volatile.Read(ref generation);
        var value = await read(key);
        if (remembered.Count > MaxEntries)
            remembered.Clear();
        remembered[key] = (value, now);
        // Something was forgotten while this was being read, so this may be from before the change.
        if (before != Volatile.Read(ref generation))
            remembered.TryRemove(key, out _);
        return value;
    }

    public void Forget()
    {
        Interlocked.Increment(ref generation);
        remembered.Clear();
    }
}
