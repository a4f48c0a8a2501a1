using System.Diagnostics;
using System.Runtime;

namespace Hecai.Bench;

/// <summary>What comes before a figure: the figure is for a server that has been at work for minutes, not for its first ones.</summary>
internal static class Rehearsal
{
    private const int QuietMethods = 20;

    /// <summary>Loads in turns until the compiler, which improves in the background what is often called, has next to nothing left to do.</summary>
    /// <param name="load">Loads for as long as it is told.</param>
    /// <param name="time">How long the measurement takes: the rehearsal takes at least that, and at most four times that.</param>
    public static async Task UntilCompiled(Func<TimeSpan, Task> load, TimeSpan time)
    {
        for (var (clock, compiled) = (Stopwatch.StartNew(), -1L); clock.Elapsed < 4 * time;)
        {
            await load(time / 4);
            var now = JitInfo.GetCompiledMethodCount();
            if (clock.Elapsed > time && now - compiled < QuietMethods)
                return;
            compiled = now;
        }
    }
}
