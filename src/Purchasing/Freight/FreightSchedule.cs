using Hecai.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

public readonly record struct FreightScheduleId(Guid Value) : IId;

/// <summary>运费规则: what one supplier charges for bringing goods, kept and changed as a whole.</summary>
internal sealed class FreightSchedule
{
    private FreightSchedule() { }

    public FreightSchedule(FreightScheduleId id, OrganizationId supplier) => (Id, SupplierId) = (id, supplier);

    public FreightScheduleId Id { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public FreightRules Rules { get; set; } = FreightRules.None;

    /// <summary>From 1: zero stands for a supplier that never said anything.</summary>
    public long Version { get; private set; } = 1;
}

internal sealed class FreightScheduleMap : IEntityTypeConfiguration<FreightSchedule>
{
    public void Configure(EntityTypeBuilder<FreightSchedule> schedule)
    {
        // Buyers' quotes read what suppliers charge; nobody is shown the rules of another but by what they cost.
        schedule.ToTable("freight_schedules").Document("freight_schedule", seen => seen.By(x => x.SupplierId).ByOperator().ByEveryone());
        schedule.HasKey(x => x.Id);
        schedule.HasIndex(x => x.SupplierId).IsUnique();
        schedule.Property(x => x.Rules).HasJson();
    }
}

/// <summary>What suppliers charge for bringing goods.</summary>
public sealed class FreightQueries
{
    private static readonly PreparedQuery<List<OrganizationId>, FreightSchedule> Schedules = new((context, suppliers) =>
        context.Set<FreightSchedule>().AsNoTracking().Where(s => suppliers.Contains(s.SupplierId)));

    /// <summary>The rules of the actor's own organization, and their version: zero where there never were any.</summary>
    public async Task<(FreightRules Rules, long Version)> Own(Reading read)
    {
        read.Actor.Demand(StockPermissions.View);
        return (await Schedules.Rows(read, [read.Actor.Organization])).FirstOrDefault() is { } own ? (own.Rules, own.Version) : (FreightRules.None, 0);
    }

    /// <summary>The rules of these suppliers; one without any is absent. One query.</summary>
    internal async Task<IReadOnlyDictionary<OrganizationId, FreightRules>> Of(Reading read, IEnumerable<OrganizationId> suppliers) =>
        (await Schedules.Rows(read, [.. suppliers.Distinct()])).ToDictionary(s => s.SupplierId, s => s.Rules);
}

/// <summary>Says anew what the actor's organization charges for bringing goods. Documents that are written keep the freight that they have.</summary>
public sealed class SetFreightRules(AppDb db)
{
    /// <param name="rules">All of them; none: it is free.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Of the supplier.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(FreightRules rules, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(StockPermissions.Manage);
        var said = rules.Checked();
        var schedule = await tx.Set<FreightSchedule>().FirstOrDefaultAsync(s => s.SupplierId == actor.Organization, ct);
        Tx.DemandVersion(expectedVersion, schedule?.Version ?? 0);
        if (schedule is null)
            schedule = tx.Add(new FreightSchedule(Id.New<FreightScheduleId>(), actor.Organization));
        else
            tx.Touch(schedule);
        schedule.Rules = said;
        tx.Log("freight_schedule", schedule.Id, "freight_schedule.set", null, said.Rules.Count);
    }, ct);
}
