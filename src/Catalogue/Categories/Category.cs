using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Catalogue;

public readonly record struct CategoryId(Guid Value) : IId;

/// <summary>A category of the platform. Suppliers file their products in it; only the operator changes it.</summary>
internal sealed class Category
{
    private Category() { }

    public Category(CategoryNode node)
    {
        (Id, Code) = (IdOf(node.Code), node.Code);
        Change(node);
    }

    public CategoryId Id { get; private set; }

    /// <summary>Stable; what stands before the last dot is the parent: <c>hvac.cassette</c>.</summary>
    public string Code { get; private set; } = "";
    public string? Parent { get; private set; }
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public bool Leaf { get; private set; }
    public int Order { get; private set; }
    public string Unspsc { get; private set; } = "";
    public string Picture { get; private set; } = "";
    public string? Unit { get; private set; }
    public string? Checklist { get; private set; }
    public IReadOnlyList<string> Synonyms { get; private set; } = [];
    public IReadOnlyList<AttributeDefinition> Attributes { get; private set; } = [];
    public IReadOnlyList<string> ServiceOptions { get; private set; } = [];
    public long Version { get; private set; }

    public static CategoryId IdOf(string code) => Hecai.Id.Named<CategoryId>(code);

    public void Change(CategoryNode node)
    {
        (Parent, NameZh, NameEn, Leaf, Order, Unspsc, Picture, Unit, Checklist) =
            (node.Parent, node.Name.Zh, node.Name.En, node.Leaf, node.Order, node.Unspsc, node.Picture, node.Unit, node.Checklist);
        (Synonyms, Attributes, ServiceOptions) = (node.Synonyms, node.Attributes, node.ServiceOptions);
    }

    public CategoryNode Node() => new()
    {
        Code = Code, Parent = Parent, Name = (NameZh, NameEn), Leaf = Leaf, Order = Order, Unspsc = Unspsc, Picture = Picture, Unit = Unit,
        Checklist = Checklist, Synonyms = Synonyms, Attributes = Attributes, ServiceOptions = ServiceOptions,
    };
}

internal sealed class CategoryMap : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("categories").Document("category", seen => seen.ByEveryone().ByOperator());
        category.HasKey(x => x.Id);
        category.Property(x => x.Code).HasMaxLength(80);
        category.Property(x => x.Parent).HasMaxLength(80);
        category.Property(x => x.NameZh).HasMaxLength(100);
        category.Property(x => x.NameEn).HasMaxLength(100);
        category.Property(x => x.Unspsc).HasMaxLength(8);
        category.Property(x => x.Picture).HasMaxLength(60);
        category.Property(x => x.Unit).HasMaxLength(10);
        category.Property(x => x.Checklist).HasMaxLength(40);
        category.Property(x => x.Order).HasColumnName("sort_order");
        category.Property(x => x.Synonyms).HasJson();
        category.Property(x => x.Attributes).HasJson();
        category.Property(x => x.ServiceOptions).HasJson();
        category.HasIndex(x => x.Code).IsUnique();
    }
}

/// <summary>The category tree of this node: read once, dropped when this node changes it, and after half a minute in case another did.</summary>
public sealed class Categories(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private volatile Known? cached;

    private sealed record Known(CategoryTree Tree, DateTimeOffset At);

    /// <summary>All categories; normally without a query.</summary>
    public async Task<CategoryTree> Tree(Reading read)
    {
        if (cached is { } known && clock.GetUtcNow() - known.At < Fresh)
            return known.Tree;
        var rows = await read.Set<Category>().AsNoTracking().ToListAsync(read.Cancel);
        var tree = new CategoryTree(rows.Select(r => r.Node()));
        if (rows.Count > 0)
            cached = new Known(tree, clock.GetUtcNow());
        return tree;
    }

    internal void Forget() => cached = null;
}
