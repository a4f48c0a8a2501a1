namespace Hecai.Parties;

public enum OrganizationState { Applied, Active, Suspended, Rejected }

/// <summary>Whom to ask at an organization; on an application its first administrator.</summary>
public sealed record Contact(string Name, string Email, string Phone);

/// <summary>What an organization says of itself. The operator kind cannot be applied for.</summary>
/// <param name="CreditCode">Unified social credit code of 18 characters.</param>
/// <param name="NameZh">The registered name, up to 100 characters.</param>
/// <param name="NameEn">The English name; the Chinese one when absent.</param>
/// <param name="Kinds">What it is on the platform.</param>
/// <param name="Contact">Whom to ask; becomes its first administrator.</param>
/// <param name="RegisteredAddress">As in the business licence, up to 200 characters.</param>
public sealed record OrganizationApplication(string? CreditCode, string? NameZh, string? NameEn, OrganizationKind Kinds, Contact Contact, string? RegisteredAddress);

/// <summary>A company on the platform, known by its unified social credit code.</summary>
internal sealed class Organization
{
    public const int MaxName = 100, MaxAddress = 200, MaxReason = 500;

    public static readonly Flow<OrganizationState> Lifecycle = new("organization", ("组织", "Organization"),
        (OrganizationState.Applied, ("待审核", "Applied"), Tone.Wait,
            [new(OrganizationState.Active, "approve", ("批准入驻", "Approve"), PartiesPermissions.DecideApplications),
             new(OrganizationState.Rejected, "reject", ("驳回", "Reject"), PartiesPermissions.DecideApplications)]),
        (OrganizationState.Active, ("正常", "Active"), Tone.Done,
            [new(OrganizationState.Suspended, "suspend", ("停用", "Suspend"), PartiesPermissions.Suspend)]),
        (OrganizationState.Suspended, ("已停用", "Suspended"), Tone.Bad,
            [new(OrganizationState.Active, "resume", ("恢复", "Resume"), PartiesPermissions.Suspend)]),
        (OrganizationState.Rejected, ("已驳回", "Rejected"), Tone.Bad, []));

    private Organization() { }

    /// <summary>Checks every field of the application and refuses with all that are at fault.</summary>
    public Organization(OrganizationId id, OrganizationApplication said, PersonId enteredBy, DateTimeOffset now)
    {
        var fields = new FieldErrors();
        Id = OrganizationId = id;
        CreditCode = fields.Read("creditCode", _ => Hecai.CreditCode.Parse(PlainText.Line("creditCode", said.CreditCode, 40)));
        NameZh = fields.Read("nameZh", name => PlainText.Line(name, said.NameZh, MaxName)) ?? "";
        NameEn = fields.Read("nameEn", name => PlainText.OptionalLine(name, said.NameEn, MaxName)) ?? NameZh;
        ContactName = fields.Read("contactName", name => PlainText.Line(name, said.Contact.Name, Person.MaxName)) ?? "";
        ContactEmail = fields.Read("contactEmail", name => EmailAddress.Clean(name, said.Contact.Email)) ?? "";
        ContactPhone = fields.Read("contactPhone", name => PlainText.Line(name, said.Contact.Phone, Address.MaxPhone)) ?? "";
        RegisteredAddress = fields.Read("registeredAddress", name => PlainText.OptionalLine(name, said.RegisteredAddress, MaxAddress));
        Kinds = fields.Read("kinds", name => said.Kinds == OrganizationKind.None ? throw Refused.Field(name, PartiesErrors.KindRequired) : said.Kinds);
        fields.Demand();
        (EnteredBy, AppliedAt, State) = (enteredBy, now, OrganizationState.Applied);
    }

    public OrganizationId Id { get; private set; }

    /// <summary>The same as <see cref="Id"/>: the organization is a party of its own document.</summary>
    public OrganizationId OrganizationId { get; private set; }
    public CreditCode CreditCode { get; private set; }
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public OrganizationKind Kinds { get; private set; }
    public OrganizationState State { get; private set; }
    public string ContactName { get; private set; } = "";
    public string ContactEmail { get; private set; } = "";
    public string ContactPhone { get; private set; } = "";
    public string? RegisteredAddress { get; private set; }

    /// <summary>The human who entered the application; empty when nobody was signed in.</summary>
    public PersonId EnteredBy { get; private set; }
    public DateTimeOffset AppliedAt { get; private set; }
    public PersonId? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was rejected or suspended.</summary>
    public string? Reason { get; private set; }

    /// <summary>Counts changes of members and departments; its row is the lock that makes them wait for each other.</summary>
    public long Revision { get; private set; }
    public long Version { get; private set; }

    public Text Name => new(NameZh, NameEn);

    /// <summary>S11: whoever made or entered the application does not decide it.</summary>
    public void Decide(bool approve, string? reason, PersonId by, DateTimeOffset now)
    {
        if (by == EnteredBy)
            throw Refused.With(PartiesErrors.OwnApplication);
        State = Lifecycle.Take(State, approve ? "approve" : "reject");
        (DecidedBy, DecidedAt, Reason) = (by, now, approve ? null : Why(reason));
    }

    /// <summary>For organizations that the platform itself sets up.</summary>
    internal void Enrol(DateTimeOffset now) => (State, DecidedAt) = (OrganizationState.Active, now);

    public void Suspend(string? reason) => (State, Reason) = (Lifecycle.Move(State, OrganizationState.Suspended), Why(reason));

    public void Resume() => (State, Reason) = (Lifecycle.Take(State, "resume"), null);

    public void ChangeContact(Contact contact, string? registeredAddress)
    {
        var fields = new FieldErrors();
        var name = fields.Read("contactName", field => PlainText.Line(field, contact.Name, Person.MaxName));
        var email = fields.Read("contactEmail", field => EmailAddress.Clean(field, contact.Email));
        var phone = fields.Read("contactPhone", field => PlainText.Line(field, contact.Phone, Address.MaxPhone));
        var address = fields.Read("registeredAddress", field => PlainText.OptionalLine(field, registeredAddress, MaxAddress));
        fields.Demand();
        (ContactName, ContactEmail, ContactPhone, RegisteredAddress) = (name!, email!, phone!, address);
    }

    private static string Why(string? reason) =>
        PlainText.OptionalLine("reason", reason, MaxReason) ?? throw Refused.Field("reason", PartiesErrors.ReasonRequired);
}
