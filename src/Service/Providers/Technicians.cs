using Hecai.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Service;

public readonly record struct TechnicianId(Guid Value) : IId;

/// <summary>What technicians are trained for, by the top categories of the catalogue.</summary>
public static class Skills
{
    public static IReadOnlyDictionary<string, Text> All { get; } = new Dictionary<string, Text>
    {
        ["hvac"] = ("空调", "Air conditioning"),
        ["kitchen"] = ("厨电热水", "Kitchen and water heating"),
        ["laundry"] = ("洗涤", "Laundry"),
        ["cold"] = ("制冷", "Refrigeration"),
        ["small"] = ("小家电", "Small appliances"),
        ["system"] = ("控制系统", "Controls"),
    };

    /// <summary>The skill that a category needs: its top level.</summary>
    public static string Of(string category) => category.Split('.')[0];
}

/// <summary>技师: a member of a provider who comes.</summary>
internal sealed class Technician
{
    private Technician() { }

    public Technician(TechnicianId id, OrganizationId provider, Member member) =>
        (Id, ProviderId, MembershipId, PersonId, Name) = (id, provider, member.Id, member.Person, member.Name);

    public TechnicianId Id { get; private set; }
    public OrganizationId ProviderId { get; private set; }
    public MembershipId MembershipId { get; private set; }
    public PersonId PersonId { get; private set; }
    public string Name { get; private set; } = "";
    public string Phone { get; private set; } = "";
    public IReadOnlyList<string> Skills { get; private set; } = [];
    public bool Active { get; private set; } = true;

    public void Edit(string phone, IReadOnlyList<string> skills, bool active)
    {
        var fields = new FieldErrors();
        Phone = fields.Read("phone", name => PlainText.Line(name, phone, 30)) ?? "";
        foreach (var skill in skills.Where(s => !Service.Skills.All.ContainsKey(s)))
            fields.Read<object?>("skills", name => throw Refused.Field(name, ServiceErrors.UnknownSkill, skill));
        fields.Demand();
        (Skills, Active) = ([.. skills.Distinct().Order()], active);
    }
}

/// <summary>
/// One quarter hour of one technician. The primary key is what keeps visits from overlapping (I24), whoever schedules at the
/// same moment and on whatever node.
/// </summary>
internal sealed class TechnicianQuarter
{
    public OrganizationId ProviderId { get; init; }
    public TechnicianId TechnicianId { get; init; }
    public long Quarter { get; init; }
    public WorkOrderId WorkOrderId { get; init; }
}

internal sealed class TechnicianMap : IEntityTypeConfiguration<Technician>
{
    public void Configure(EntityTypeBuilder<Technician> technician)
    {
        technician.ToTable("technicians").Document("technician", seen => seen.By(x => x.ProviderId).ByOperator());
        technician.HasKey(x => new { x.ProviderId, x.Id });
        technician.Property(x => x.Name).HasMaxLength(100);
        technician.Property(x => x.Phone).HasMaxLength(30);
        technician.Property(x => x.Skills).HasJson();
        technician.HasIndex(x => new { x.ProviderId, x.MembershipId }).IsUnique();
    }
}

internal sealed class TechnicianQuarterMap : IEntityTypeConfiguration<TechnicianQuarter>
{
    public void Configure(EntityTypeBuilder<TechnicianQuarter> quarter)
    {
        quarter.ToTable("technician_quarters").Unaudited(seen => seen.By(x => x.ProviderId).ByOperator());
        quarter.HasKey(x => new { x.ProviderId, x.TechnicianId, x.Quarter });
        quarter.HasIndex(x => x.WorkOrderId);
        quarter.HasOne<Technician>().WithMany().HasForeignKey(x => new { x.ProviderId, x.TechnicianId });
    }
}

/// <summary>A technician in lists.</summary>
public sealed record TechnicianRow(TechnicianId Id, MembershipId Membership, string Name, string Phone, IReadOnlyList<string> Skills, bool Active)
{
    public string SkillNames => string.Join(Text.IsChinese ? "、" : ", ", Skills.Select(s => Service.Skills.All.TryGetValue(s, out var name) ? name.ToString() : s));
}

public sealed class TechnicianQueries
{
    /// <summary>The technicians of the actor's organization, by name.</summary>
    public async Task<IReadOnlyList<TechnicianRow>> All(Reading read, bool activeOnly = false) =>
        [.. (await read.Set<Technician>().Where(t => t.ProviderId == read.Actor.Organization && (t.Active || !activeOnly)).OrderBy(t => t.Name).ToListAsync(read.Cancel))
            .Select(t => new TechnicianRow(t.Id, t.MembershipId, t.Name, t.Phone, t.Skills, t.Active))];

    /// <summary>The codes of the regions that the actor's organization serves.</summary>
    public async Task<IReadOnlyList<string>> Areas(Reading read) =>
        await read.Set<ServiceArea>().Where(a => a.ProviderId == read.Actor.Organization).OrderBy(a => a.RegionCode).Select(a => a.RegionCode).ToListAsync(read.Cancel);

    /// <summary>The providers with their areas, for the operator's dispatcher.</summary>
    public async Task<IReadOnlyList<(OrganizationId Id, string Name, IReadOnlyList<string> Areas)>> Providers(Reading read)
    {
        read.Actor.Demand(ServicePermissions.AssignProvider);
        return [.. (await read.Set<ServiceProvider>().OrderBy(p => p.Name).ToListAsync(read.Cancel)).Select(p => (p.ProviderId, p.Name, (IReadOnlyList<string>)[.. p.Areas.Select(a => a.RegionCode)]))];
    }
}

/// <summary>Registers a member as a technician, or changes phone, skills and whether they take jobs.</summary>
public sealed class RegisterTechnician(AppDb db, PeopleQueries people)
{
    public Task<TechnicianId> Run(MembershipId membership, string phone, IReadOnlyList<string> skills, bool active, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ServicePermissions.ManageTechnicians);
        var technician = await tx.Set<Technician>().FirstOrDefaultAsync(t => t.ProviderId == actor.Organization && t.MembershipId == membership, ct);
        if (technician is null)
        {
            var members = await people.Members(tx, [membership]);
            if (!members.TryGetValue(membership, out var member) || !member.Active)
                throw Refused.Field("membership", ServiceErrors.UnknownMember);
            technician = tx.Add(new Technician(Id.New<TechnicianId>(), actor.Organization, member));
        }
        technician.Edit(phone, skills, active);
        tx.Log("technician", technician.Id, "technician.registered", null, technician.Name);
        return technician.Id;
    }, ct);
}
