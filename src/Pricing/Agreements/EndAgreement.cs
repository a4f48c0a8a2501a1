using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>Ends an agreement before its time; orders that were placed keep their prices.</summary>
public sealed class TerminateAgreement(AppDb db, AgreementBooks books)
{
    public Task Run(AgreementId id, string? reason, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var why = PlainText.Line("reason", reason, 500);
        (await Heads.Own(tx, id)).Terminate();
        tx.Log("agreement", id, "agreement.terminated", why);
        tx.AfterCommit(books.Forget);
    }, ct);
}

/// <summary>Marks agreements whose last day is over. Prices look at the days themselves, so nothing depends on how soon this runs.</summary>
public sealed class ExpireAgreements(AppDb db) : Job
{
    public override Task Run(CancellationToken ct) => db.Write(Actor.System(), async tx =>
    {
        var today = ChinaTime.DateOf(tx.Now);
        foreach (var agreement in await tx.Set<Agreement>().Where(a => a.State == AgreementState.Active && a.ValidTo < today).OrderBy(a => a.Id).Take(200).ToListAsync(ct))
        {
            agreement.Expire();
            tx.Log("agreement", agreement.Id, "agreement.expired");
        }
    }, ct);
}

/// <summary>Reminds both sides in good time that an agreement ends: from the day after its last one list prices count.</summary>
public sealed class RemindOfAgreements(AppDb db) : Job
{
    public override Task Run(CancellationToken ct) => db.Write(Actor.System(), async tx =>
    {
        var today = ChinaTime.DateOf(tx.Now);
        var soon = today.AddDays(Agreement.Reminders[0]);
        foreach (var agreement in await tx.Set<Agreement>().Where(a => a.State == AgreementState.Active && a.ValidTo >= today && a.ValidTo <= soon).OrderBy(a => a.Id).ToListAsync(ct))
            if (agreement.Remind(today))
                tx.Publish(new AgreementEnds(agreement.Id, agreement.ValidTo));
    }, ct);
}

/// <summary>An agreement ends soon.</summary>
public sealed record AgreementEnds(AgreementId Agreement, DateOnly On) : IEvent
{
    public Guid Document => Agreement.Value;
}
