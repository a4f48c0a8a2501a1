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
    private long forgottenAt = long.MinValue;

    /// <summary>What is remembered, for pages; where something is decided it is read anew.</summary>
    public Task<TValue?> Get(Reading reading, TKey key, Func<TKey, Task<TValue?>> read) => reading.Decides ? read(key) : Get(key, read);

    public async Task<TValue?> Get(TKey key, Func<TKey, Task<TValue?>> read)
    {
        var now = Environment.TickCount64;
        if (IsFresh(key, now, out var known))
            return known;
        var before = Volatile.Read(ref generation);
        var value = await read(key);
        Keep([(key, value)], now);
        // Something was forgotten while this was being read, so this may be from before the change.
        if (before != Volatile.Read(ref generation))
            remembered.TryRemove(key, out _);
        return value;
    }

    /// <summary>The same for many keys at once: what is not remembered is read together, in one go. That nothing is known of a key is remembered, too.</summary>
    /// <param name="reading">What it is read with.</param>
    /// <param name="keys">Each once.</param>
    /// <param name="read">Reads those that are not remembered; it may leave some out.</param>
    public async Task<IReadOnlyDictionary<TKey, TValue?>> Get(Reading reading, IReadOnlyCollection<TKey> keys, Func<List<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> read)
    {
        var now = Environment.TickCount64;
        var known = new Dictionary<TKey, TValue?>(keys.Count);
        List<TKey> missing = [];
        foreach (var key in keys)
            if (!reading.Decides && IsFresh(key, now, out var value))
                known[key] = value;
            else
                missing.Add(key);
        if (missing.Count == 0)
            return known;
        var found = await read(missing);
        foreach (var key in missing)
            known[key] = found.GetValueOrDefault(key);
        if (reading.Decides)
            return known;
        Keep(missing.Select(key => (key, known[key])), reading.OpenedAt);
        // A view that was opened before something was forgotten does not see the change.
        if (reading.OpenedAt <= Volatile.Read(ref forgottenAt))
            missing.ForEach(key => remembered.TryRemove(key, out _));
        return known;
    }

    public void Forget()
    {
        Interlocked.Increment(ref generation);
        Volatile.Write(ref forgottenAt, Environment.TickCount64);
        remembered.Clear();
    }

    // Real time, not the application's clock, which tests set: the promise is about seconds that pass.
    private bool IsFresh(TKey key, long now, out TValue? value)
    {
        var fresh = remembered.TryGetValue(key, out var found) && now - found.ReadAt < FreshMilliseconds;
        value = found.Value;
        return fresh;
    }

    private void Keep(IEnumerable<(TKey Key, TValue? Value)> values, long readAt)
    {
        if (remembered.Count > MaxEntries)
            remembered.Clear();
        foreach (var (key, value) in values)
            remembered[key] = (value, readAt);
    }
}
