using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

public readonly record struct SessionId(Guid Value) : IId;

/// <summary>A signed-in browser. Kept by the server so that signing out ends it for a copied cookie too.</summary>
internal sealed class Session
{
    public const int MaxDevice = 200;

    public SessionId Id { get; init; }
    public PersonId PersonId { get; init; }

    /// <summary>The person's security stamp at sign-in; the session ends when it changes.</summary>
    public string Stamp { get; init; } = "";
    public string Device { get; init; } = "";
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Thirty days after the sign-in, however busy the session is.</summary>
    public DateTimeOffset EndsAt { get; init; }
}

/// <summary>A signed-in browser as its owner sees it.</summary>
public sealed record SessionRow(SessionId Id, string Device, DateTimeOffset StartedAt, DateTimeOffset EndsAt);

/// <summary>Begins and ends sign-ins.</summary>
public sealed class Sessions(AppDb db, Actors actors)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>A new session of a person who has just proved who they are.</summary>
    public Task<SessionId> Begin(PersonId id, string? device, string how, CancellationToken ct = default) => db.Write(Actor.System(Via.Page), async tx =>
    {
        var person = await tx.Load<Person>(id);
        var shown = new string([.. (device ?? "").Where(c => c is >= ' ' and <= '~').Take(Session.MaxDevice)]);
        tx.Log("person", id, "person.signed_in", comment: null, how);
        return tx.Add(new Session
        {
            Id = Id.New<SessionId>(),
            PersonId = id,
            Stamp = person.SecurityStamp,
            Device = shown,
            StartedAt = tx.Now,
            EndsAt = tx.Now + Longest,
        }).Id;
    }, ct);

    /// <summary>Ends one session of this person; an unknown one is ended already.</summary>
    public Task End(SessionId id, PersonId person, CancellationToken ct = default) => db.Write(Actor.System(Via.Page), async tx =>
    {
        await tx.Set<Session>().Where(s => s.Id == id && s.PersonId == person).ExecuteDeleteAsync(ct);
        tx.AfterCommit(actors.Forget);
    }, ct);

    /// <summary>The open sessions of a person, the newest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> Of(PersonId person, CancellationToken ct = default) => await db.Read(Actor.System(Via.Page), async read =>
    {
        var rows = await read.Set<Session>().Where(s => s.PersonId == person && s.EndsAt > read.Now
            && read.Set<Person>().Any(p => p.Id == person && p.SecurityStamp == s.Stamp)).OrderByDescending(s => s.StartedAt).ToListAsync(ct);
        return rows.Select(s => new SessionRow(s.Id, s.Device, s.StartedAt, s.EndsAt)).ToList();
    }, ct);
}

/// <summary>Forgets sessions that have ended by themselves.</summary>
public sealed class SweepSessions(AppDb db) : Job
{
    public override Task Run(CancellationToken ct) => db.Write(Actor.System(), async tx =>
    {
        await tx.Set<Session>().Where(s => s.EndsAt <= tx.Now).ExecuteDeleteAsync(ct);
    }, ct);
}
