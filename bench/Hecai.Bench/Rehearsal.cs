using System.Diagnostics;
using System.Runtime;

namespace Hecai.Bench;

/// <summary>What comes before a figure: the figure is for a server that has been at work for minutes, not for its first ones.</summary>
internal static class Rehearsal
{
    private const int QuietMethods = 20;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3), Longest = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Loads in turns until the compiler, which improves in the background what is often called, has next to nothing left to do: in two
    /// turns one after the other, for it pauses between what it measures and what it makes of that. A page whose code is half measured,
    /// half compiled is answered at a third of its rate.
    /// </summary>
    /// <param name="load">Loads for as long as it is told.</param>
    /// <param name="time">How long the measurement takes: the rehearsal takes at least that.</param>
    public static async Task UntilCompiled(Func<TimeSpan, Task> load, TimeSpan time)
    {
        var (clock, compiled, quiet) = (Stopwatch.StartNew(), JitInfo.GetCompiledMethodCount(), 0);
        while (clock.Elapsed < Longest && (clock.Elapsed < time || quiet < 2))
        {
            await load(Turn);
            var now = JitInfo.GetCompiledMethodCount();
            quiet = now - compiled < QuietMethods ? quiet + 1 : 0;
            compiled = now;
        }
        if (quiet < 2)
            Console.Error.WriteLine($"The compiler was still at work after {Longest.TotalMinutes} minutes; the figure is of a server that warms up.");
    }
}
