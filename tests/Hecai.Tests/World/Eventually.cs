namespace Hecai.Tests;

/// <summary>Waits for what another transaction of the same cluster may delay, and says what it last saw when it never comes.</summary>
public static class Eventually
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(90);

    public static async Task Is<T>(T expected, Func<Task<T>> actual)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var last = await actual();
        while (!EqualityComparer<T>.Default.Equals(expected, last) && clock.Elapsed < AtMost)
        {
            await Task.Delay(50);
            last = await actual();
        }
        Assert.Equal(expected, last);
    }
}
