namespace Hecai.Pricing;

public readonly record struct AgreementId(Guid Value) : IId;
public readonly record struct AgreementLineId(Guid Value) : IId;

public enum AgreementState { Draft, Proposed, Active, Expired, Terminated }

/// <summary>Who agreed in the name of a party, and when.</summary>
public sealed record Consent(PersonId Person, string Name, DateTimeOffset At);

/// <summary>What a line of an agreement is about; a brand may be that of one category.</summary>
public enum AgreementTarget { Sku, Category, Everything, Brand }

/// <summary>What a quota counts: pieces, or the tax-inclusive amount of what is called off.</summary>
public enum QuotaMeasure { Pieces, Amount }

/// <summary>
/// 框架协议: what one buyer and one supplier agreed on prices and quantities for a time. One side drafts it, both consent to the same words:
/// to change them is to go back to the draft, and no consent outlives that.
/// </summary>
internal sealed class Agreement
{
    public static readonly Flow<AgreementState> Lifecycle = new("agreement", ("框架协议", "Agreement"),
        (AgreementState.Draft, ("草稿", "Draft"), Tone.Idle,
            [new(AgreementState.Proposed, "propose", ("提交确认", "Propose"), PricingPermissions.Manage)]),
        (AgreementState.Proposed, ("待双方确认", "Proposed"), Tone.Wait,
            [new(AgreementState.Active, "confirm", ("确认", "Confirm"), PricingPermissions.Confirm),
             new(AgreementState.Draft, "return", ("退回", "Return"), PricingPermissions.Confirm),
             new(AgreementState.Draft, "withdraw", ("撤回", "Withdraw"), PricingPermissions.Manage)]),
        (AgreementState.Active, ("生效中", "Active"), Tone.Done,
            [new(AgreementState.Expired, "expire", ("到期", "Expire"), null),
             new(AgreementState.Terminated, "terminate", ("终止", "Terminate"), PricingPermissions.Manage)]),
        (AgreementState.Expired, ("已到期", "Expired"), Tone.Idle, []),
        (AgreementState.Terminated, ("已终止", "Terminated"), Tone.Bad, []));

    /// <summary>Days before the last one on which both sides are reminded: time to negotiate, time to decide, the last call.</summary>
    public static readonly IReadOnlyList<int> Reminders = [60, 30, 7];

    private readonly List<AgreementLine> lines = [];

    private Agreement() { }

    public Agreement(AgreementId id, OrganizationId buyer, OrganizationId supplier, string number, string title, DateOnly validFrom, DateOnly validTo)
    {
        (Id, BuyerId, SupplierId) = (id, buyer, supplier);
        Head(number, title, validFrom, validTo);
    }

    public AgreementId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public AgreementState State { get; private set; }
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The last day on which it prices an order.</summary>
    public DateOnly ValidTo { get; private set; }

    /// <summary>The organization that proposed it last: a party, or the operator for both.</summary>
    public OrganizationId? ProposedBy { get; private set; }
    public Consent? BuyerConsent { get; private set; }
    public Consent? SupplierConsent { get; private set; }

    /// <summary>Of the days before its end on which both sides are reminded, the last that was used.</summary>
    public int? RemindedDays { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<AgreementLine> Lines => lines;

    /// <summary>Number, title and validity of a draft; who it is between stays.</summary>
    public void Head(string number, string title, DateOnly validFrom, DateOnly validTo)
    {
        DemandDraft();
        if (validTo < validFrom)
            throw Refused.Field("validTo", PricingErrors.Validity);
        (Number, Title, ValidFrom, ValidTo) = (number, title, validFrom, validTo);
    }

    /// <summary>Takes all lines off a draft, for others to be written.</summary>
    public void Clear()
    {
        DemandDraft();
        lines.Clear();
    }

    /// <summary>Grants a draft's subject these terms, in place of those that it had.</summary>
    public void Write(AgreementSubject subject, AgreementTerms terms)
    {
        DemandDraft();
        if (Of(subject) is { } line)
            line.Grant(terms);
        else
            lines.Add(new AgreementLine(Id.Line(subject), this, subject, terms));
    }

    /// <summary>Takes one line off a draft.</summary>
    public void Remove(AgreementSubject subject)
    {
        DemandDraft();
        lines.RemoveAll(l => l.Subject == subject);
    }

    private AgreementLine? Of(AgreementSubject subject) => lines.Find(l => l.Subject == subject);

    /// <summary>Puts the draft before those who have not consented yet; a party that proposes consents by that.</summary>
    public void Propose(Actor by, DateTimeOffset now)
    {
        State = Lifecycle.Take(State, "propose");
        ProposedBy = by.Organization;
        if (by.Organization == SupplierId)
            SupplierConsent = new(by.Person, by.Name, now);
    }

    /// <summary>Consents for the actor's side; with the second consent it is in force. Nobody consents for both, also not as a member of both.</summary>
    public void Confirm(Actor by, DateTimeOffset now)
    {
        var inForce = Lifecycle.Take(State, "confirm");
        var (own, other) = by.Organization == BuyerId ? (BuyerConsent, SupplierConsent) : (SupplierConsent, BuyerConsent);
        if (own is not null)
            throw Refused.With(PricingErrors.Confirmed, Number);
        if (other?.Person == by.Person)
            throw Refused.With(PricingErrors.SamePerson);
        if (by.Organization == BuyerId)
            BuyerConsent = new(by.Person, by.Name, now);
        else
            SupplierConsent = new(by.Person, by.Name, now);
        if (other is not null)
            State = inForce;
    }

    /// <summary>One of the parties wants it otherwise.</summary>
    public void Return() => BackToDraft("return");

    /// <summary>Who proposed it wants it otherwise.</summary>
    public void Withdraw() => BackToDraft("withdraw");

    /// <summary>True when both sides are to be reminded of the end: once each on the days of <see cref="Reminders"/>, or when one of them was missed.</summary>
    public bool Remind(DateOnly today)
    {
        var left = ValidTo.DayNumber - today.DayNumber;
        if (State != AgreementState.Active || Reminders.LastOrDefault(days => left <= days) is not (> 0 and var due) || RemindedDays <= due)
            return false;
        RemindedDays = due;
        return true;
    }

    public void Expire() => State = Lifecycle.Move(State, AgreementState.Expired);
    public void Terminate() => State = Lifecycle.Move(State, AgreementState.Terminated);

    private void BackToDraft(string verb)
    {
        State = Lifecycle.Take(State, verb);
        (BuyerConsent, SupplierConsent) = (null, null);
    }

    /// <summary>Refuses with <c>agreement.not_draft</c> what may no longer be written.</summary>
    public void DemandDraft()
    {
        if (State != AgreementState.Draft)
            throw Refused.With(PricingErrors.NotDraft, Number);
    }
}
