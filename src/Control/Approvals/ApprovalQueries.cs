using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>One step of a route, past, present or future, with the reason for its person.</summary>
/// <param name="DecidedBy">Who decided in the approver's place; null where the approver did, or nobody yet.</param>
/// <param name="RemindedAt">When the requester last reminded of it.</param>
/// <param name="MayDecide">True when it waits for the reader, or for somebody whom the reader stands in for.</param>
public sealed record RouteRow(ApprovalTaskId Id, int Level, string Name, MembershipId Approver, string ApproverName, Text Because, ApprovalState State,
    DateTimeOffset? OpenedAt, DateTimeOffset? DecidedAt, string? Comment, string? DecidedBy, DateTimeOffset? RemindedAt, bool MayDecide);

/// <summary>An approval that waits for me, or did.</summary>
/// <param name="For">In whose place I decide; null where it is mine.</param>
public sealed record TaskRow(ApprovalTaskId Id, string Document, Guid DocumentId, string Number, string Title, long AmountMinor, string RequesterName,
    string Level, Text Because, ApprovalState State, DateTimeOffset SubmittedAt, DateTimeOffset? OpenedAt, DateTimeOffset? DecidedAt, string? For);

/// <summary>How many wait, since when, and how much money is at stake.</summary>
public sealed record WaitingSummary(int Count, DateTimeOffset? Oldest, long AmountMinor);

public sealed class ApprovalQueries
{
    public static FlowState StateOf(ApprovalState state) => ApprovalTask.Lifecycle[state];

    /// <summary>The route of a document: the last one, without those that no longer count.</summary>
    public async Task<IReadOnlyList<RouteRow>> Route(Reading read, Guid documentId)
    {
        var rows = await read.Set<ApprovalTask>().AsNoTracking().Where(t => t.DocumentId == documentId)
            .OrderBy(t => t.SubmittedAt).ThenBy(t => t.Level).ThenBy(t => t.Place).ThenBy(t => t.Id).ToListAsync(read.Cancel);
        var last = rows.Count == 0 ? default : rows[^1].SubmittedAt;
        var places = rows.Exists(t => t.State == ApprovalState.Open) ? await StandIns.Of(read) : null;
        return [.. rows.Where(t => t.SubmittedAt == last).Select(t => new RouteRow(t.Id, t.Level, t.Name, t.Approver, t.ApproverName, (t.BecauseZh, t.BecauseEn),
            t.State, t.OpenedAt, t.DecidedAt, t.Comment, t.DecidedByPerson is { } by && by != t.ApproverPerson ? t.DecidedByName : null, t.RemindedAt,
            t.State == ApprovalState.Open && t.RequesterPerson != read.Actor.Person && places!.Cover(t.Approver, t.AmountMinor)))];
    }

    /// <summary>My approvals, the oldest first: open ones, those of whom I stand in for today among them; or those I decided (newest first).</summary>
    public async Task<Page<TaskRow>> Mine(Reading read, bool open, string? after = null, int size = 50)
    {
        var (me, person) = (read.Actor.Membership, read.Actor.Person);
        var tasks = open
            ? (await Open(read)).OldestFirst(t => t.OpenedAt!.Value, t => t.Id, after)
            : read.Set<ApprovalTask>().AsNoTracking().Where(t => t.DecidedAt != null && (t.Approver == me || t.DecidedByPerson == person)).NewestFirst(t => t.DecidedAt!.Value, t => t.Id, after);
        return await tasks.Select(t => new TaskRow(t.Id, t.Document, t.DocumentId, t.Number, t.Title, t.AmountMinor, t.RequesterName,
            t.Name, new Text(t.BecauseZh, t.BecauseEn), t.State, t.SubmittedAt, t.OpenedAt, t.DecidedAt, t.Approver == me ? null : t.ApproverName)).Page(size, t => Cursor.Of((open ? t.OpenedAt : t.DecidedAt)!.Value, t.Id), read.Cancel);
    }

    public async Task<WaitingSummary> Waiting(Reading read)
    {
        return await (await Open(read))
            .GroupBy(t => 1).Select(g => new WaitingSummary(g.Count(), g.Min(t => t.OpenedAt), g.Sum(t => t.AmountMinor))).FirstOrDefaultAsync(read.Cancel)
            ?? new WaitingSummary(0, null, 0);
    }

    private static async Task<IQueryable<ApprovalTask>> Open(Reading read)
    {
        var (places, person) = (await StandIns.Of(read), read.Actor.Person);
        var all = places.All;
        var tasks = read.Set<ApprovalTask>().AsNoTracking().Where(t => all.Contains(t.Approver) && t.State == ApprovalState.Open && t.RequesterPerson != person);
        foreach (var (approver, most) in places.Others.Where(p => p.Value is not null))
            tasks = tasks.Where(t => t.Approver != approver || t.AmountMinor <= most);
        return tasks;
    }

    /// <summary>The document of a task that the actor may see, or refuses as if it did not exist.</summary>
    public async Task<(string Document, Guid DocumentId)> DocumentOf(Reading read, ApprovalTaskId id)
    {
        var task = await read.Load<ApprovalTask>(id);
        return (task.Document, task.DocumentId);
    }
}
