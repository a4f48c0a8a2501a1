namespace Hecai.Tests;

/// <summary>The product's clock in tests: it starts at a given instant, goes on by itself, and can be moved forward.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long offset = (start - DateTimeOffset.UtcNow).Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref offset));

    public void Forward(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);
}
