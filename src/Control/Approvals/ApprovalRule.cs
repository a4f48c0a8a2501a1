using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Control;

public readonly record struct ApprovalRuleId(Guid Value) : IId;

/// <summary>Whom a level asks.</summary>
public enum ApproverKind
{
    /// <summary>The manager of the cost centre's department; if that is the requester, the manager of the one above.</summary>
    DepartmentManager,
    /// <summary>One named membership.</summary>
    Named,
}

/// <summary>One level of a buyer's approval: from which amount it is asked, for what, and whom. Levels are asked in their order.</summary>
internal sealed class ApprovalRule
{
    private ApprovalRule() { }

    public ApprovalRule(ApprovalRuleId id, OrganizationId buyer, int level, string name, Money from, ApproverKind kind, MembershipId? named, IReadOnlyList<ApprovalCondition> when)
    {
        if (level is < 1 or > 20)
            throw Refused.Field("level", KernelErrors.OutOfRange, 1, 20);
        if (from.IsNegative || from.Currency != "CNY")
            throw Refused.Field("from", KernelErrors.Malformed, from);
        if (kind == ApproverKind.Named && named is null)
            throw Refused.Field("approver", KernelErrors.Required);
        (Id, BuyerId, Level, Name, FromMinor, Kind, NamedMembership, Conditions) = (id, buyer, level, PlainText.Line("name", name, 60), from.Minor, kind, named, when);
    }

    public ApprovalRuleId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public int Level { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Asked for totals from this amount on, in minor units of CNY.</summary>
    public long FromMinor { get; private set; }
    public ApproverKind Kind { get; private set; }
    public MembershipId? NamedMembership { get; private set; }

    /// <summary>Asked only where all of these hold; none: for everything.</summary>
    public IReadOnlyList<ApprovalCondition> Conditions { get; private set; } = [];
}

internal sealed class ApprovalRuleMap : IEntityTypeConfiguration<ApprovalRule>
{
    public void Configure(EntityTypeBuilder<ApprovalRule> rule)
    {
        rule.ToTable("approval_rules").Document("approval_rule", seen => seen.By(x => x.BuyerId));
        rule.HasKey(x => new { x.BuyerId, x.Id });
        rule.Property(x => x.Name).HasMaxLength(60);
        rule.Property(x => x.Conditions).HasJson().HasDefaultValueSql("'[]'");
        rule.HasIndex(x => new { x.BuyerId, x.Level }).IsUnique();
    }
}
