using Hecai.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Control;

public readonly record struct CostCentreId(Guid Value) : IId;

/// <summary>成本中心: who bears a cost. Belongs to a department.</summary>
internal sealed class CostCentre
{
    private CostCentre() { }

    public CostCentre(CostCentreId id, OrganizationId buyer, string code, string name, DepartmentId department) =>
        (Id, BuyerId, Code, Name, DepartmentId) = (id, buyer, PlainText.Line("code", code, 20), PlainText.Line("name", name, 80), department);

    public CostCentreId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public DepartmentId DepartmentId { get; private set; }
    public bool Closed { get; private set; }
}

internal sealed class CostCentreMap : IEntityTypeConfiguration<CostCentre>
{
    public void Configure(EntityTypeBuilder<CostCentre> centre)
    {
        centre.ToTable("cost_centres").Document("cost_centre", seen => seen.By(x => x.BuyerId));
        centre.HasKey(x => new { x.BuyerId, x.Id });
        centre.Property(x => x.Code).HasMaxLength(20);
        centre.Property(x => x.Name).HasMaxLength(80);
        centre.HasIndex(x => new { x.BuyerId, x.Code }).IsUnique();
    }
}

/// <summary>A cost centre as lists and forms show it.</summary>
public sealed record CostCentreRow(CostCentreId Id, string Code, string Name, DepartmentId Department);

public sealed class CostCentreQueries
{
    public async Task<IReadOnlyList<CostCentreRow>> All(Reading read) => await read.Set<CostCentre>().AsNoTracking().Where(c => !c.Closed)
        .OrderBy(c => c.Code).Select(c => new CostCentreRow(c.Id, c.Code, c.Name, c.DepartmentId)).ToListAsync(read.Cancel);

    private static readonly PreparedQuery<List<CostCentreId>, CostCentreRow> ByIds = new((context, ids) => context.Set<CostCentre>().AsNoTracking()
        .Where(c => ids.Contains(c.Id) && !c.Closed).Select(c => new CostCentreRow(c.Id, c.Code, c.Name, c.DepartmentId)));

    /// <summary>Those of these cost centres that are open and the actor's to see; others are absent. One query.</summary>
    public async Task<IReadOnlyDictionary<CostCentreId, CostCentreRow>> Find(Reading read, IEnumerable<CostCentreId> ids) =>
        (await ByIds.Rows(read, [.. ids.Distinct()])).ToDictionary(c => c.Id);

    /// <summary>The cost centre, or refuses the named field: a foreign one answers as one that does not exist.</summary>
    public async Task<CostCentreRow> Require(Reading read, CostCentreId id, string field) =>
        (await Find(read, [id])).GetValueOrDefault(id) ?? throw Refused.Field(field, ControlErrors.UnknownCostCentre);
}

/// <summary>Opens a cost centre.</summary>
public sealed class OpenCostCentre(AppDb db, PeopleQueries people)
{
    public Task<CostCentreId> Run(string code, string name, DepartmentId department, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ControlPermissions.ManageCostCentres);
        await people.RequireDepartment(tx, department, "department");
        var centre = new CostCentre(Id.New<CostCentreId>(), actor.Organization, code, name, department);
        if (await tx.Set<CostCentre>().AnyAsync(c => c.Code == centre.Code, ct))
            throw Refused.Field("code", ControlErrors.CostCentreExists, centre.Code);
        return tx.Add(centre).Id;
    }, ct);
}
