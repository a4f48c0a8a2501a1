using System.Threading.Channels;

namespace Hecai;

/// <summary>Wakes a worker that otherwise looks at every tick. Raising it never waits and never fails.</summary>
public class WakeUp
{
    // One wake-up serves everything that is waiting, so there is room for one.
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Returns when it is raised, or after <paramref name="atMost"/>.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(atMost);
        try
        {
            await raised.Reader.ReadAsync(time.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody raised it: the worker looks by itself.
        }
    }
}
