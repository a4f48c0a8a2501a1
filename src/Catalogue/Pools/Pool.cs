using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Catalogue;

public readonly record struct PoolId(Guid Value) : IId;

public enum PoolState { Draft, Active, Replaced, Retired }

/// <summary>
/// 商品池: the assortment of a buyer, or of one of its departments and all below it. What is outside does not exist for them. A pool in
/// force is never changed: another draft replaces it, so that each version says what could be bought, and when.
/// </summary>
internal sealed class Pool
{
    public static readonly Flow<PoolState> Lifecycle = new("pool", ("商品池", "Product pool"),
        (PoolState.Draft, ("草稿", "Draft"), Tone.Idle,
            [new(PoolState.Active, "publish", ("发布", "Publish"), PoolPermissions.Manage), new(PoolState.Retired, "discard", ("作废", "Discard"), PoolPermissions.Manage)]),
        (PoolState.Active, ("生效中", "In force"), Tone.Done,
            [new(PoolState.Replaced, "replace", ("被替换", "Replace"), null), new(PoolState.Retired, "retire", ("停用", "Retire"), PoolPermissions.Manage)]),
        (PoolState.Replaced, ("已被替换", "Replaced"), Tone.Idle, []),
        (PoolState.Retired, ("已停用", "Retired"), Tone.Idle, []));

    public const int MaxRules = 100, MaxProducts = 5_000;

    private readonly List<PoolProduct> products = [];

    private Pool() { }

    public Pool(PoolId id, OrganizationId buyer, DepartmentId? department, string? name, DateTimeOffset now)
    {
        (Id, BuyerId, DepartmentId, Place, CreatedAt) = (id, buyer, department, department?.Value.ToString("N") ?? "all", now);
        Rename(name);
    }

    public PoolId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }

    /// <summary>Whose pool it is within the buyer; null for everybody.</summary>
    public DepartmentId? DepartmentId { get; private set; }

    /// <summary>The department as a key that is never null: one pool is in force in each place.</summary>
    public string Place { get; private set; } = "";
    public string Name { get; private set; } = "";
    public PoolState State { get; private set; }
    public IReadOnlyList<PoolRule> Rules { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<PoolProduct> Products => products;

    public void Rename(string? name)
    {
        DemandDraft();
        Name = PlainText.Line("name", name, 60);
    }

    /// <summary>Says anew what is in it.</summary>
    public void Hold(IReadOnlyList<PoolRule> rules, IEnumerable<SkuId> included, IEnumerable<SkuId> excluded)
    {
        DemandDraft();
        Rules = rules;
        var wanted = excluded.Distinct().Select(sku => (Sku: sku, Included: false)).Concat(included.Distinct().Select(sku => (Sku: sku, Included: true))).DistinctBy(p => p.Sku).ToDictionary(p => p.Sku, p => p.Included);
        if (wanted.Count > MaxProducts)
            throw Refused.Field("products", PoolErrors.TooManyProducts, MaxProducts);
        products.RemoveAll(p => !wanted.TryGetValue(p.SkuId, out var taken) || taken != p.Included);
        products.AddRange(wanted.Where(w => products.All(p => p.SkuId != w.Key)).Select(w => new PoolProduct(BuyerId, Id, w.Key, w.Value)));
    }

    public void Publish(DateTimeOffset now)
    {
        if (Rules.Count == 0 && products.Count == 0)
            throw Refused.With(PoolErrors.Empty);
        (State, PublishedAt) = (Lifecycle.Take(State, "publish"), now);
    }

    public void Replace(DateTimeOffset now) => (State, EndedAt) = (Lifecycle.Take(State, "replace"), now);
    public void Discard(DateTimeOffset now) => (State, EndedAt) = (Lifecycle.Take(State, "discard"), now);
    public void Retire(DateTimeOffset now) => (State, EndedAt) = (Lifecycle.Take(State, "retire"), now);

    public PoolContent Content() => new(Id, Rules, products.Where(p => p.Included).Select(p => p.SkuId).ToHashSet(), products.Where(p => !p.Included).Select(p => p.SkuId).ToHashSet());

    private void DemandDraft()
    {
        if (State != PoolState.Draft)
            throw Refused.With(PoolErrors.NotDraft);
    }
}

/// <summary>A product that was put in or taken out by hand.</summary>
internal sealed class PoolProduct
{
    private PoolProduct() { }

    public PoolProduct(OrganizationId buyer, PoolId pool, SkuId sku, bool included) => (BuyerId, PoolId, SkuId, Included) = (buyer, pool, sku, included);

    public OrganizationId BuyerId { get; private set; }
    public PoolId PoolId { get; private set; }
    public SkuId SkuId { get; private set; }
    public bool Included { get; private set; }
}

/// <summary>Another assortment is in force for these people, or none any more.</summary>
public sealed record PoolChanged(PoolId Pool, OrganizationId Buyer, DepartmentId? Department, string Name, bool InForce) : IEvent
{
    public Guid Document => Pool.Value;
}

internal sealed class PoolMap : IEntityTypeConfiguration<Pool>
{
    public void Configure(EntityTypeBuilder<Pool> pool)
    {
        pool.ToTable("pools").Document("pool", seen => seen.By(x => x.BuyerId).ByOperator());
        pool.HasKey(x => new { x.BuyerId, x.Id });
        pool.Property(x => x.Name).HasMaxLength(60);
        pool.Property(x => x.Rules).HasJson();
        pool.HasIndex(x => new { x.BuyerId, x.State });
        pool.HasMany(x => x.Products).WithOne().HasForeignKey(x => new { x.BuyerId, x.PoolId });
        pool.Navigation(x => x.Products).HasField("products").UsePropertyAccessMode(PropertyAccessMode.Field);
        pool.Property(x => x.Place).HasMaxLength(32);
        // Two drafts published at once: one of them finds the place taken.
        pool.HasIndex(x => new { x.BuyerId, x.Place }).IsUnique().HasFilter("state = 'Active'").HasDatabaseName("ux_pools_in_force");
    }
}

internal sealed class PoolProductMap : IEntityTypeConfiguration<PoolProduct>
{
    public void Configure(EntityTypeBuilder<PoolProduct> product)
    {
        product.ToTable("pool_products").PartOf("pool", x => x.PoolId, seen => seen.By(x => x.BuyerId).ByOperator());
        product.HasKey(x => new { x.BuyerId, x.PoolId, x.SkuId });
    }
}
