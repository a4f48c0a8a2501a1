using Microsoft.EntityFrameworkCore;

namespace Hecai;

/// <summary>One thing that was done to a document, as its timeline shows it.</summary>
public sealed record TimelineRow(DateTimeOffset At, string Who, Via Via, string Action, string? Comment, string? Args);

public sealed class TimelineQueries
{
    /// <summary>What was named of a document, newest first; the caller has already loaded the document itself.</summary>
    public async Task<IReadOnlyList<TimelineRow>> Of(Reading read, Guid documentId, int take = 100) =>
        await read.Set<AuditEntry>().Where(e => e.DocumentId == documentId && e.Action != "changed" && e.Action != "created" && e.Action != "deleted")
            .OrderByDescending(e => e.Seq).Take(take).Select(e => new TimelineRow(e.At, e.PersonName, e.Via, e.Action, e.Comment, e.Args)).ToListAsync(read.Cancel);
}
