using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Control;

public readonly record struct StandInId(Guid Value) : IId;

/// <summary>Who decides in whose place, and when.</summary>
/// <param name="Substitute">A member who may decide.</param>
/// <param name="From">The first day, in China.</param>
/// <param name="To">The last day.</param>
/// <param name="UpTo">Up to which total; null: whatever the total.</param>
/// <param name="Reason">For colleagues to read: 休假, 出差.</param>
public sealed record StandInInput(MembershipId Substitute, DateOnly From, DateOnly To, Money? UpTo = null, string? Reason = null);

/// <summary>
/// Somebody decides in the place of another who is away. Nothing moves: what waits for the one waits for both on those days, and for
/// the one alone afterwards. A person has at most one; the audit trail remembers the earlier ones.
/// </summary>
internal sealed class StandIn
{
    /// <summary>Nobody is away for longer; a new year's absence is said anew.</summary>
    public const int MaxDays = 366;

    private StandIn() { }

    public StandIn(OrganizationId buyer, Parties.Member principal) =>
        (Id, BuyerId, Principal, PrincipalPerson, PrincipalName) = (Hecai.Id.New<StandInId>(), buyer, principal.Id, principal.Person, principal.Name);

    public StandInId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }

    /// <summary>Who is away.</summary>
    public MembershipId Principal { get; private set; }
    public PersonId PrincipalPerson { get; private set; }
    public string PrincipalName { get; private set; } = "";
    public MembershipId Substitute { get; private set; }
    public string SubstituteName { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }

    /// <summary>In minor units of CNY; null: whatever the total.</summary>
    public long? UpToMinor { get; private set; }
    public string? Reason { get; private set; }
    public long Version { get; private set; }

    /// <summary>Refused by field: <c>stand_in.dates</c>, <c>stand_in.self</c>, or an amount that is none.</summary>
    public void Say(StandInInput said, Parties.Member substitute, DateOnly today)
    {
        var fields = new FieldErrors();
        fields.Read<object?>("substitute", f => substitute.Person == PrincipalPerson ? throw Refused.Field(f, StandInErrors.Self) : null);
        // An absence that has begun keeps its first day when its end is changed.
        fields.Read<object?>("from", f => said.From < today && said.From != From ? throw Refused.Field(f, StandInErrors.Dates, MaxDays) : null);
        fields.Read<object?>("to", f => said.To < said.From || said.To < today || said.To.DayNumber - said.From.DayNumber >= MaxDays ? throw Refused.Field(f, StandInErrors.Dates, MaxDays) : null);
        fields.Read<object?>("upTo", f => said.UpTo is { } most && (most.Minor <= 0 || most.Currency != "CNY") ? throw Refused.Field(f, KernelErrors.Malformed, most) : null);
        var reason = fields.Read("reason", f => PlainText.OptionalLine(f, said.Reason, 100));
        fields.Demand();
        (Substitute, SubstituteName, From, To, UpToMinor, Reason) = (substitute.Id, substitute.Name, said.From, said.To, said.UpTo?.Minor, reason);
    }
}

internal sealed class StandInMap : IEntityTypeConfiguration<StandIn>
{
    public void Configure(EntityTypeBuilder<StandIn> row)
    {
        row.ToTable("stand_ins").Document("stand_in", seen => seen.By(x => x.BuyerId));
        row.HasKey(x => new { x.BuyerId, x.Id });
        row.Property(x => x.PrincipalName).HasMaxLength(60);
        row.Property(x => x.SubstituteName).HasMaxLength(60);
        row.Property(x => x.Reason).HasMaxLength(100);
        row.HasIndex(x => new { x.BuyerId, x.Principal }).IsUnique();
        row.HasIndex(x => new { x.BuyerId, x.Substitute });
    }
}

public static class StandInErrors
{
    public static readonly Error Dates = Error.Invalid("stand_in.dates", "从今天或以后开始，到期日不早于开始日，最长 {0} 天", "From today on or later, not ending before it begins, {0} days at most");
    public static readonly Error Self = Error.Invalid("stand_in.self", "不能由本人代理；为他人设置时，也不能设为自己", "Nobody stands in for themselves, nor makes themselves the stand-in of another");
    public static readonly Error Circle = Error.Conflict("stand_in.circle", "{0} 在这段时间由对方代理，两人不能互为代理", "{0} is away in that time and has the other as a stand-in; two cannot stand in for each other");
    public static readonly Error OfRequester = Error.Forbidden("stand_in.of_requester", "您是申请人的代理，不能代他人审批其申请", "You stand in for the requester; you cannot decide their request in the place of another");
}
