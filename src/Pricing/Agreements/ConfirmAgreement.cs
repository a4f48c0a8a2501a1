namespace Hecai.Pricing;

/// <summary>Puts a draft before the parties that have not consented to it: a supplier's own consent is in its proposal.</summary>
public sealed class ProposeAgreement(AppDb db)
{
    public Task Run(AgreementId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var agreement = await Heads.Own(tx, id);
        agreement.Propose(actor, tx.Now);
        tx.Log("agreement", id, "agreement.proposed");
        tx.Publish(new AgreementMoved(id, AgreementState.Proposed, null));
    }, ct);
}

/// <summary>Consents for the actor's side. With the second consent the agreement is in force.</summary>
public sealed class ConfirmAgreement(AppDb db, AgreementBooks books)
{
    /// <param name="id">A proposed agreement.</param>
    /// <param name="expectedVersion">What was read, so that nobody consents to other words; null: whatever it says.</param>
    /// <param name="actor">Of one of the two parties.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(AgreementId id, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var agreement = await Heads.AsParty(tx, id);
        Tx.DemandVersion(expectedVersion, agreement.Version);
        agreement.Confirm(actor, tx.Now);
        tx.Log("agreement", id, "agreement.confirmed");
        if (agreement.State != AgreementState.Active)
            return;
        tx.Log("agreement", id, "agreement.activated");
        tx.Publish(new AgreementMoved(id, AgreementState.Active, null));
        tx.AfterCommit(books.Forget);
    }, ct);
}

/// <summary>Gives a proposal back with what one of the parties wants otherwise; all consents end.</summary>
public sealed class ReturnAgreement(AppDb db)
{
    public Task Run(AgreementId id, string? reason, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var agreement = await Heads.AsParty(tx, id);
        var why = PlainText.Line("reason", reason, 500);
        agreement.Return();
        tx.Log("agreement", id, "agreement.returned", why);
        tx.Publish(new AgreementMoved(id, AgreementState.Draft, why));
    }, ct);
}

/// <summary>Takes a proposal back to change it.</summary>
public sealed class WithdrawAgreement(AppDb db)
{
    public Task Run(AgreementId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        (await Heads.Own(tx, id)).Withdraw();
        tx.Log("agreement", id, "agreement.withdrawn");
    }, ct);
}

/// <summary>An agreement was proposed, came into force, or was returned with a reason.</summary>
public sealed record AgreementMoved(AgreementId Agreement, AgreementState State, string? Reason) : IEvent
{
    public Guid Document => Agreement.Value;
}
