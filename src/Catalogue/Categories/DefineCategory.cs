using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>The operator adds a category or changes one; the search index follows for every product in it.</summary>
public sealed class DefineCategory(AppDb db, CatalogueLog log)
{
    public Task<CategoryId> Run(CategoryNode node, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.ManageCategories);
        var clean = Check(node);
        if (clean.Parent is { } parent && !await tx.Set<Category>().AnyAsync(c => c.Code == parent && !c.Leaf, ct))
            throw Refused.Field("parent", CatalogueErrors.UnknownCategory, parent);
        var category = await tx.Set<Category>().FirstOrDefaultAsync(c => c.Code == clean.Code, ct);
        if (category is null)
            category = tx.Add(new Category(clean));
        else
            category.Change(clean);
        tx.Log("category", category.Id, "category.defined", null, clean.Code);
        await log.CategoryChanged(tx, clean.Code);
        return category.Id;
    }, ct);

    private static CategoryNode Check(CategoryNode node)
    {
        var fields = new FieldErrors();
        var code = fields.Read("code", f => PlainText.Identifier(f, node.Code, 80)) ?? "";
        var (zh, en) = (fields.Read("name.zh", f => PlainText.Line(f, node.Name.Zh, 100)), fields.Read("name.en", f => PlainText.Line(f, node.Name.En, 100)));
        var seen = new HashSet<string>();
        foreach (var attribute in node.Attributes)
            if (!seen.Add(attribute.Code) || attribute.Code.Length is 0 or > 60 || (attribute.Type == AttributeType.Choice && attribute.Choices.Count == 0))
                fields.Read<object>($"attributes.{attribute.Code}", f => throw Refused.Field(f, CatalogueErrors.CategoryAttribute, attribute.Code));
        foreach (var service in node.ServiceOptions.Where(s => ServiceKinds.Find(s) is null))
            fields.Read<object>("serviceOptions", f => throw Refused.Field(f, CatalogueErrors.UnknownService, node.Name, service));
        fields.Demand();
        var dot = code.LastIndexOf('.');
        return node with { Code = code, Parent = dot < 0 ? null : code[..dot], Name = (zh!, en!) };
    }
}
