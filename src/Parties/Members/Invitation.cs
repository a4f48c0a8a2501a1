using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

public readonly record struct InvitationId(Guid Value) : IId;

/// <summary>A membership that is offered to whoever reads a mailbox. Works once, for seven days, until taken back.</summary>
internal sealed class Invitation
{
    public static readonly TimeSpan Validity = TimeSpan.FromDays(7);

    private Invitation() { }

    public Invitation(OrganizationId organization, string? email, string? name, DepartmentId? department, IReadOnlyList<string> roleCodes, Actor by, DateTimeOffset now)
    {
        var fields = new FieldErrors();
        (Id, OrganizationId, DepartmentId, RoleCodes) = (Hecai.Id.New<InvitationId>(), organization, department, [.. roleCodes]);
        Email = fields.Read("email", field => EmailAddress.Clean(field, email)) ?? "";
        Name = fields.Read("name", field => PlainText.Line(field, name, Person.MaxName)) ?? "";
        fields.Demand();
        (EmailKey, InvitedBy, InvitedByName, ExpiresAt) = (EmailAddress.Key(Email), by.Person, by.Name, now + Validity);
    }

    public InvitationId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }
    public string Email { get; private set; } = "";
    public string EmailKey { get; private set; } = "";
    public string Name { get; private set; } = "";
    public DepartmentId? DepartmentId { get; private set; }
    public string[] RoleCodes { get; private set; } = [];
    public PersonId InvitedBy { get; private set; }
    public string InvitedByName { get; private set; } = "";
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Accepted, withdrawn or replaced by a newer one.</summary>
    public bool Closed { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public long Version { get; private set; }

    public bool IsOpen(DateTimeOffset now) => !Closed && now < ExpiresAt;

    public void Accept(DateTimeOffset now) => (Closed, AcceptedAt) = (true, now);

    public void Withdraw() => Closed = true;
}

internal sealed class InvitationMap : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        // The operator sees them because it invites the first administrator of an organization that it approves.
        invitation.ToTable("invitations").Document("invitation", seen => seen.By(x => x.OrganizationId).ByOperator());
        invitation.HasKey(x => new { x.OrganizationId, x.Id });
        invitation.Property(x => x.Email).HasMaxLength(EmailAddress.Max);
        invitation.Property(x => x.EmailKey).HasMaxLength(EmailAddress.Max);
        invitation.Property(x => x.Name).HasMaxLength(Person.MaxName);
        invitation.Property(x => x.InvitedByName).HasMaxLength(Person.MaxName);
        invitation.Property(x => x.RoleCodes).HasJson();
        invitation.HasIndex(x => new { x.OrganizationId, x.EmailKey }).IsUnique().HasFilter("NOT closed");
        invitation.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
