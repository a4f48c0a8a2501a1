using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Service;

/// <summary>服务商: an organization that comes, with the regions it comes to.</summary>
internal sealed class ServiceProvider
{
    private readonly List<ServiceArea> areas = [];

    private ServiceProvider() { }

    public ServiceProvider(OrganizationId provider, string name) => (ProviderId, Name) = (provider, name);

    public OrganizationId ProviderId { get; private set; }
    public string Name { get; set; } = "";
    public IReadOnlyList<ServiceArea> Areas => areas;

    public void Serve(IReadOnlyCollection<string> codes)
    {
        areas.RemoveAll(a => !codes.Contains(a.RegionCode));
        areas.AddRange(codes.Where(code => areas.All(a => a.RegionCode != code)).Select(code => new ServiceArea(ProviderId, code)));
    }
}

/// <summary>A division of any level that a provider comes to, with everything in it.</summary>
internal sealed class ServiceArea
{
    private ServiceArea() { }

    public ServiceArea(OrganizationId provider, string region) => (ProviderId, RegionCode) = (provider, region);

    public OrganizationId ProviderId { get; private set; }
    public string RegionCode { get; private set; } = "";
}

internal sealed class ServiceProviderMap : IEntityTypeConfiguration<ServiceProvider>
{
    public void Configure(EntityTypeBuilder<ServiceProvider> provider)
    {
        provider.ToTable("service_providers").PartOf("service_provider", x => x.ProviderId, seen => seen.By(x => x.ProviderId).ByOperator());
        provider.HasKey(x => x.ProviderId);
        provider.Property(x => x.Name).HasMaxLength(120);
        provider.HasMany(x => x.Areas).WithOne().HasForeignKey(x => x.ProviderId);
        provider.Navigation(x => x.Areas).AutoInclude().HasField("areas").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ServiceAreaMap : IEntityTypeConfiguration<ServiceArea>
{
    public void Configure(EntityTypeBuilder<ServiceArea> area)
    {
        area.ToTable("service_areas").PartOf("service_provider", x => x.ProviderId, seen => seen.By(x => x.ProviderId).ByOperator());
        area.HasKey(x => new { x.ProviderId, x.RegionCode });
        area.Property(x => x.RegionCode).HasMaxLength(9);
    }
}

/// <summary>A provider that could come: one of its areas, and how many jobs it has open.</summary>
public sealed record ProviderCandidate(OrganizationId Provider, string Name, string AreaCode, int OpenJobs);

/// <summary>Who comes: the provider whose area lies closest around the address; among equals the one with the fewest open jobs, then the older one.</summary>
public static class ProviderChoice
{
    public static ProviderCandidate? Best(IEnumerable<ProviderCandidate> candidates, string regionCode) => candidates
        .Where(c => Regions.Contains(c.AreaCode, regionCode))
        .OrderByDescending(c => c.AreaCode.Length).ThenBy(c => c.OpenJobs).ThenBy(c => c.Provider.Value)
        .FirstOrDefault();
}

/// <summary>A provider says where it comes.</summary>
public sealed class SetServiceAreas(AppDb db)
{
    /// <param name="regionCodes">Divisions of any level; what is not named any more is given up for new work orders.</param>
    /// <param name="actor">Somebody who manages the provider's technicians.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(IReadOnlyList<string> regionCodes, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ServicePermissions.ManageTechnicians);
        var fields = new FieldErrors();
        var codes = regionCodes.Select((code, i) => fields.Read($"regions[{i}]", _ => Regions.Of(code).Code)).ToList();
        fields.Demand();
        var provider = await tx.Set<ServiceProvider>().FirstOrDefaultAsync(p => p.ProviderId == actor.Organization, ct)
            ?? tx.Add(new ServiceProvider(actor.Organization, actor.OrganizationName.Zh));
        provider.Name = actor.OrganizationName.Zh;
        provider.Serve(codes.OfType<string>().ToHashSet());
        tx.Log("service_provider", actor.Organization, "service_provider.areas_set", null, codes.Count);
    }, ct);
}
