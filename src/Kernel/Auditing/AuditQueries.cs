using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Hecai;

/// <summary>One value of a row before and after.</summary>
public sealed record AuditValue(string Name, string? Before, string? After);

/// <summary>One row that was added, changed or removed.</summary>
public sealed record AuditChange(string Row, IReadOnlyList<AuditValue> Values);

/// <summary>An entry of the audit trail.</summary>
public sealed record AuditRow(long Seq, DateTimeOffset At, PersonId Person, string Who, OrganizationId Organization, Via Via, string Document, Guid DocumentId, string Action, string? Comment, string? Args,
    IReadOnlyList<AuditChange> Changes);

/// <summary>What the trail is filtered by; a null means all.</summary>
/// <param name="DocumentId">One document.</param>
/// <param name="Person">A part of the name of whoever acted.</param>
/// <param name="To">The last day, as China counts days.</param>
public sealed record AuditFilter(string? Document = null, Guid? DocumentId = null, string? Person = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>How far the chain is: sealed blocks and entries, and the entries that wait to be sealed, of all organizations.</summary>
public sealed record AuditStatus(long Blocks, long Sealed, long Unsealed, DateTimeOffset? LastSealed);

/// <summary>The audit trail, as far as the actor's organization sees the documents.</summary>
public sealed class AuditQueries
{
    private const int MaxPage = 200;

    /// <summary>Entries with smaller numbers than <paramref name="before"/>, the newest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> Page(Reading read, AuditFilter filter, long? before = null, int take = 50)
    {
        read.Actor.Demand(KernelPermissions.ViewAudit);
        var rows = Filtered(read, filter);
        if (before is { } last)
            rows = rows.Where(e => e.Seq < last);
        var page = await rows.OrderByDescending(e => e.Seq).Take(Math.Clamp(take, 1, MaxPage + 1)).ToListAsync(read.Cancel);
        return [.. page.Select(e => new AuditRow(e.Seq, e.At, e.PersonId, e.PersonName, e.OrganizationId, e.Via, e.Document, e.DocumentId, e.Action, e.Comment, e.Args, Changes(e.Changes)))];
    }

    /// <summary>The kinds of document that the visible trail mentions.</summary>
    public async Task<IReadOnlyList<string>> Documents(Reading read)
    {
        read.Actor.Demand(KernelPermissions.ViewAudit);
        return await read.Set<AuditEntry>().Select(e => e.Document).Distinct().OrderBy(d => d).ToListAsync(read.Cancel);
    }

    private static IQueryable<AuditEntry> Filtered(Reading read, AuditFilter filter)
    {
        var rows = read.Set<AuditEntry>();
        if (filter.Document is { Length: > 0 } document)
            rows = rows.Where(e => e.Document == document);
        if (filter.DocumentId is { } id)
            rows = rows.Where(e => e.DocumentId == id);
        if (PlainText.OptionalLine("person", filter.Person, 100) is { } person)
            rows = rows.Where(e => e.PersonName.Contains(person));
        if (filter.From is { } from && ChinaTime.StartOf(from) is var start)
            rows = rows.Where(e => e.At >= start);
        if (filter.To is { } to && to < DateOnly.MaxValue && ChinaTime.StartOf(to.AddDays(1)) is var end)
            rows = rows.Where(e => e.At < end);
        return rows;
    }

    private static IReadOnlyList<AuditChange> Changes(string json)
    {
        using var rows = JsonDocument.Parse(json);
        return [.. rows.RootElement.EnumerateArray().Select(row => new AuditChange(row.GetProperty("row").GetString()!, Values(row)))];
    }

    private static IReadOnlyList<AuditValue> Values(JsonElement row)
    {
        var before = Side(row, "before");
        var after = Side(row, "after");
        return [.. before.Keys.Union(after.Keys).Select(name => new AuditValue(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))];
    }

    private static Dictionary<string, string> Side(JsonElement row, string side)
    {
        var values = new Dictionary<string, string>();
        if (row.TryGetProperty(side, out var all))
            foreach (var value in all.EnumerateObject())
                values[value.Name] = value.Value.GetString() ?? "";
        return values;
    }
}

/// <summary>Walks the whole chain, by whoever may; that it was done is in the trail itself.</summary>
public sealed class VerifyAudit(AppDb db, AuditChain chain)
{
    public async Task<AuditVerdict> Run(Actor actor, CancellationToken ct = default)
    {
        actor.Demand(KernelPermissions.VerifyAudit);
        var verdict = await chain.Verify(ct);
        await db.Write(actor, tx =>
        {
            tx.Log("audit", actor.Membership, "audit.verified", verdict.Fault, verdict.Blocks, verdict.Entries);
            return Task.CompletedTask;
        }, ct);
        return verdict;
    }
}
