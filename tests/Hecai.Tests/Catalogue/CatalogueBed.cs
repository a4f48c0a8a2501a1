using Hecai.Catalogue;
using Hecai.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Tests.Catalogue;

/// <summary>The modules over an empty database whose tables are made from the model.</summary>
public sealed class CatalogueBed : IAsyncDisposable
{
    public static readonly OrganizationId Yunling = Id.Named<OrganizationId>("yunling"), Chengyue = Id.Named<OrganizationId>("chengyue"), Beiyu = Id.Named<OrganizationId>("beiyu");
    public static readonly Actor Platform = Actor.System(Via.Command);
    private readonly ServiceProvider services;
    private readonly string folder;

    private CatalogueBed(ServiceProvider services, string folder) => (this.services, this.folder) = (services, folder);

    public AppDb Db => Get<AppDb>();
    public string IndexFolder => Path.Combine(folder, "index");
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<CatalogueBed> Open(Database kind = Database.Sqlite, string? indexFolder = null, bool range = false)
    {
        var folder = Directory.CreateTempSubdirectory("hecai-catalogue-").FullName;
        var bed = new CatalogueBed(Services(await Create(kind, folder), indexFolder), folder);
        if (range)
            await bed.Get<CatalogueSeed>().Load(new Dictionary<string, SeedSupplier>
            {
                ["yunling"] = new(Yunling, "云岭电器"), ["chengyue"] = new(Chengyue, "澄岳暖通"), ["beiyu"] = new(Beiyu, "北屿厨电"),
            });
        else
            await bed.Get<CatalogueSeed>().LoadCategories();
        return bed;
    }

    private static ServiceProvider Services(Engine engine, string? indexFolder)
    {
        var services = new ServiceCollection();
        services.AddSingleton(engine).AddSingleton(TimeProvider.System).AddLogging(l => l.ClearProviders());
        services.AddSingleton(AuditKey.In(Directory.CreateTempSubdirectory("hecai-key-").FullName));
        services.AddModules(HecaiModules.All);
        services.Configure<SearchOptions>(o => o.Directory = indexFolder);
        return services.BuildServiceProvider();
    }

    private static async Task<Engine> Create(Database kind, string folder)
    {
        if (kind == Database.Sqlite)
        {
            var file = Path.Combine(folder, "hecai.db");
            await using var context = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={file}").UseScope(Scope.Platform).Options);
            await context.Database.EnsureCreatedAsync();
            return new SqliteEngine(file);
        }
        var cluster = await PostgresCluster.Shared;
        var name = $"catalogue_{Guid.NewGuid():N}";
        await cluster.Execute($"CREATE DATABASE {name}");
        await using var db = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(cluster.Connection(name)).UseScope(Scope.Platform).Options);
        await db.Database.EnsureCreatedAsync();
        await RowSecurity.Install(db, default);
        return new PostgresEngine(cluster.Connection(name));
    }

    /// <summary>Somebody of an organization with these permissions.</summary>
    public static Actor Person(string name, OrganizationId organization, OrganizationKind kind, params Permission[] permissions) => new(Id.Named<PersonId>(name), name, Id.Named<MembershipId>(name),
        organization, (name, name), kind, null, new HashSet<string>(), permissions.Select(p => p.Code).ToHashSet(), Via.Page);

    public static Actor SupplierManager(OrganizationId supplier, string name = "商品经理") => Person(name, supplier, OrganizationKind.Supplier,
        CataloguePermissions.View, CataloguePermissions.Edit, CataloguePermissions.Submit, CataloguePermissions.Suspend, CataloguePermissions.Retire, CataloguePermissions.Import, RelationPermissions.Relate);

    public static Actor CategoryManager(string name = "品类经理") => Person(name, Id.Named<OrganizationId>("operator"), OrganizationKind.Operator,
        CataloguePermissions.View, CataloguePermissions.Review, CataloguePermissions.Suspend, CataloguePermissions.Import, CataloguePermissions.ManageCategories, RelationPermissions.Relate);

    public static Actor Buyer { get; } = Person("需求人", Id.Named<OrganizationId>("buyer"), OrganizationKind.Buyer);

    public Task<SearchResult> Search(SearchRequest request, Actor? actor = null) => Db.Read(actor ?? Buyer, read => Get<SearchQueries>().Search(read, request));

    public async Task<IReadOnlyList<Offer>> Found(SearchRequest request)
    {
        var result = await Search(request);
        var offers = await Db.Read(Buyer, read => Get<CatalogueQueries>().OnSale(read, result.Hits));
        return [.. result.Hits.Select(id => offers[id][0])];
    }

    public async ValueTask DisposeAsync()
    {
        var engine = Get<Engine>();
        await services.DisposeAsync();
        await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
