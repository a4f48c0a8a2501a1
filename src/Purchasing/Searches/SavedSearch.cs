using System.Text.Json;
using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

public readonly record struct SavedSearchId(Guid Value) : IId;

/// <summary>What is looked for again and again, kept under a name. It keeps the question: the answer is of the day it is asked.</summary>
internal sealed class SavedSearch
{
    public const int MaxOfOwner = 50, MaxName = 60, MaxTerms = 4_000;

    private SavedSearch() { }

    public SavedSearch(Actor owner, DateTimeOffset now) =>
        (Id, BuyerId, OwnerMembership, CreatedAt) = (Hecai.Id.New<SavedSearchId>(), owner.Organization, owner.Membership, now);

    public SavedSearchId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public MembershipId OwnerMembership { get; private set; }

    /// <summary>Unique among the searches of its owner.</summary>
    public string Name { get; private set; } = "";
    public SearchRequest Terms { get; private set; } = new();
    public DateTimeOffset CreatedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>Name and question; the page that was being looked at is no part of it.</summary>
    public void Keep(string? name, SearchRequest terms)
    {
        var fields = new FieldErrors();
        var (kept, whole) = (fields.Read("name", f => PlainText.Line(f, name, MaxName)), new SearchRequest());
        fields.Read<object?>("terms", f =>
        {
            terms.Demand();
            whole = terms with
            {
                Text = PlainText.OptionalLine($"{f}.q", terms.Text, SearchRequest.MaxText), Category = PlainText.OptionalLine($"{f}.category", terms.Category, 80),
                Brands = [.. terms.Brands.Select((brand, i) => PlainText.Line($"{f}.brands[{i}]", brand, 80))], Offset = whole.Offset, Limit = whole.Limit,
            };
            return whole is { Text: null, IsFiltered: false } ? throw Refused.Field(f, SavedSearchErrors.Empty)
                : JsonSerializer.Serialize(whole, KernelJson.Options).Length > MaxTerms ? throw Refused.Field(f, SavedSearchErrors.TooLong) : null;
        });
        fields.Demand();
        (Name, Terms) = (kept!, whole);
    }
}

internal sealed class SavedSearchMap : IEntityTypeConfiguration<SavedSearch>
{
    public void Configure(EntityTypeBuilder<SavedSearch> search)
    {
        search.ToTable("saved_searches").Document("saved_search", seen => seen.By(x => x.BuyerId));
        search.HasKey(x => new { x.BuyerId, x.Id });
        search.Property(x => x.Name).HasMaxLength(SavedSearch.MaxName);
        search.Property(x => x.Terms).HasJson().HasMaxLength(SavedSearch.MaxTerms);
        search.HasIndex(x => new { x.BuyerId, x.OwnerMembership, x.Name }).IsUnique();
    }
}

public static class SavedSearchErrors
{
    public static readonly Error Empty = Error.Invalid("saved_search.empty", "没有搜索词也没有条件，没有可以保存的内容", "Neither words nor filters: there is nothing to save");
    public static readonly Error TooLong = Error.Invalid("saved_search.too_long", "条件太多，请少选几个", "Too many filters; choose fewer");
    public static readonly Error TooMany = Error.Conflict("saved_search.too_many", "每人最多保存 {0} 个搜索，请先删除不用的", "Nobody keeps more than {0} searches; delete one that is not used");
}
