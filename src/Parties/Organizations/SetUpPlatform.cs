using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>What the first administrator says of the operator and of themselves.</summary>
/// <param name="CreditCode">The operator's unified social credit code.</param>
/// <param name="NameZh">The operator's registered name.</param>
/// <param name="NameEn">The English name; the Chinese one when absent.</param>
/// <param name="Contact">The administrator, who is also the operator's contact.</param>
/// <param name="Password">The administrator's new password.</param>
public sealed record PlatformSetUp(string? CreditCode, string? NameZh, string? NameEn, Contact Contact, string? Password);

/// <summary>
/// The first minutes of an empty installation: whoever holds the link that the console printed names the operator and becomes its
/// first administrator. The link works while there is no operator, and so once.
/// </summary>
public sealed class SetUpPlatform(AppDb db, OneTimeLinks links, Passwords passwords, Enrolment enrolment, PublicAddress site)
{
    public static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private const string Purpose = "set-up";

    // Always the same, so that two who follow the link at once cannot make two operators.
    private static readonly OrganizationId Operator = Id.Named<OrganizationId>("operator");

    /// <summary>True when the platform has an operator.</summary>
    public Task<bool> Done(CancellationToken ct = default) => db.Read(Actor.System(Via.Page), Exists, ct);

    /// <summary>The link for whoever started an installation without an operator; null when there is one.</summary>
    public async Task<string?> Link(CancellationToken ct = default) =>
        await Done(ct) ? null : site.To($"/set-up?token={links.Make(Purpose, "platform", db.Clock.GetUtcNow() + Validity)}");

    /// <summary>Refuses with <c>link.void</c> unless the link still works.</summary>
    public async Task Look(string? token, CancellationToken ct = default)
    {
        links.Open(Purpose, token);
        if (await Done(ct))
            throw Refused.With(PartiesErrors.LinkVoid);
    }

    /// <summary>Refuses with <c>link.void</c>, or with every field at fault.</summary>
    public async Task<(PersonId Person, MembershipId Membership)> Run(string? token, PlatformSetUp said, CancellationToken ct = default)
    {
        await Look(token, ct);
        var application = new OrganizationApplication(said.CreditCode, said.NameZh, said.NameEn, OrganizationKind.Operator, said.Contact, null);
        var fields = new FieldErrors();
        fields.Read("creditCode", _ => new Organization(Operator, application, default, db.Clock.GetUtcNow()));
        var hash = fields.Read("password", field => passwords.Hash(said.Password, said.Contact.Email, field));
        fields.Demand();
        return await db.Write(Actor.System(Via.Page) with { Name = said.Contact.Name }, async tx =>
        {
            if (await Exists(tx))
                throw Refused.With(PartiesErrors.LinkVoid);
            enrolment.Organization(tx, Operator, application);
            var person = enrolment.Person(tx, Id.New<PersonId>(), said.Contact.Name, said.Contact.Email, said.Contact.Phone, hash);
            var membership = await enrolment.Member(tx, Id.New<MembershipId>(), Operator, person, null, Roles.OperatorAdministrator);
            tx.Log("organization", Operator, "organization.set_up");
            return (person, membership);
        }, ct);
    }

    private static Task<bool> Exists(Reading read) => read.Set<Organization>().AnyAsync(o => (o.Kinds & OrganizationKind.Operator) != 0, read.Cancel);
}
