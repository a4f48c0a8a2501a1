using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>
/// Applies for a place on the platform: by anybody, or by the operator's staff in an enterprise's name. No account is made
/// yet: when the application is approved, the contact proves the mailbox by following the invitation that is sent there.
/// </summary>
public sealed class ApplyForOrganization(AppDb db)
{
    /// <param name="application">What the enterprise says of itself; refused with every field at fault.</param>
    /// <param name="enteredBy">Who is signed in while entering it; null for an anonymous applicant.</param>
    /// <param name="ct">Stops before the commit.</param>
    public Task<OrganizationId> Run(OrganizationApplication application, Actor? enteredBy, CancellationToken ct = default)
    {
        if (application.Kinds.HasFlag(OrganizationKind.Operator))
            throw Refused.Field("kinds", PartiesErrors.KindClosed);
        // The applicant acts for no organization yet, so the platform writes, in the applicant's name.
        var platform = Actor.System(Via.Page) with { Person = enteredBy?.Person ?? default, Name = enteredBy?.Name ?? Shortened(application.Contact.Name) };
        return db.Write(platform, async tx =>
        {
            var organization = new Organization(Id.New<OrganizationId>(), application, enteredBy?.Person ?? default, tx.Now);
            if (await tx.Set<Organization>().AnyAsync(o => o.CreditCode == organization.CreditCode && o.State != OrganizationState.Rejected, ct))
                throw Refused.Field("creditCode", PartiesErrors.CreditCodeTaken);
            tx.Add(organization);
            tx.Log("organization", organization.Id, "organization.applied");
            return organization.Id;
        }, ct);
    }

    private static string Shortened(string? name) => name is { Length: > Person.MaxName } ? name[..Person.MaxName] : name ?? "";
}
