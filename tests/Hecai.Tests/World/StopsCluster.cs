using Hecai.Tests;

[assembly: AssemblyFixture(typeof(StopsCluster))]

namespace Hecai.Tests;

/// <summary>Stops what the run started.</summary>
public sealed class StopsCluster : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (PostgresCluster.WasStarted)
            await (await PostgresCluster.Shared).DisposeAsync();
    }
}
