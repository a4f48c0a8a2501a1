using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hecai.Catalogue;

/// <summary>Keeps this node's search index with the database: at once after a change of this node, within a second after one of another.</summary>
public sealed partial class SearchIndexer(SearchIndex index, CatalogueLog changes, AppDb db, ILogger<SearchIndexer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await index.CatchUp(stopping);
                await changes.Wait(TimeSpan.FromSeconds(1), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(log, exception);
                await Task.Delay(TimeSpan.FromSeconds(2), db.Clock, stopping);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Indexing failed and will be tried again")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
