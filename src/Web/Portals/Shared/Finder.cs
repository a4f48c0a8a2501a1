using System.Text.RegularExpressions;
using Hecai.Catalogue;
using Hecai.Fulfilment;
using Hecai.Parties;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Service;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared;

/// <summary>One thing that was found.</summary>
/// <param name="Title">Its number or name.</param>
/// <param name="Detail">What it is about.</param>
/// <param name="Href">Its page.</param>
/// <param name="State">Where it stands, if it stands anywhere.</param>
public sealed record FoundRow(string Title, string Detail, string Href, FlowState? State);

/// <summary>Things of one kind that were found, and the list that shows all of them.</summary>
public sealed record FoundGroup(string Name, string All, IReadOnlyList<FoundRow> Rows);

/// <summary>The search of the page's head: everything of the actor's that carries the words, a few of each kind.</summary>
public sealed partial class Finder(DocumentFinder documents, ListingQueries listings, OrganizationQueries organizations)
{
    internal const int Shown = 6;

    /// <summary>Only kinds that the actor may see and that have something are returned.</summary>
    public async Task<IReadOnlyList<FoundGroup>> Find(Reading read, string text)
    {
        var (actor, query) = (read.Actor, Uri.EscapeDataString(text));
        List<FoundGroup> groups = [.. await documents.Find(read, text)];
        if (actor.Can(CataloguePermissions.View))
        {
            var (list, own) = actor.IsOperator ? ("/operator/listings", (OrganizationId?)null) : ("/supplier/products", actor.Organization);
            groups.Add(new(L("商品", "Products"), $"{list}?{(own is null ? "state=all&" : "")}q={query}", [.. (await listings.Rows(read, new(null, text, null, own), null, Shown)).Rows
                .Select(r => new FoundRow(r.PartNumber, r.Name.ToString(), $"{list}/{r.Id.Value}", ListingQueries.StateOf(r.State)))]));
        }
        if (actor.Can(PartiesPermissions.ViewOrganizations))
            groups.Add(new(L("组织", "Organizations"), $"/operator/organizations?q={query}", [.. (await organizations.List(read, null, text, null, Shown)).Items
                .Select(o => new FoundRow(o.Name.ToString(), o.CreditCode, $"/operator/organizations/{o.Id.Value}", OrganizationQueries.Shown(o.State)))]));
        return [.. groups.Where(g => g.Rows.Count > 0)];
    }

    /// <summary>The numbers of documents begin with two letters of their kind; part numbers may, too, but have no year after them.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    [GeneratedRegex(@"\A(PR|PO|SO|SH|WO|YS|AG)-\d{2,}[-\d]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}

/// <summary>The documents among what <see cref="Finder"/> looks for.</summary>
public sealed class DocumentFinder(RequisitionQueries requisitions, OrderQueries orders, ShipmentQueries shipments, WorkOrderQueries work, AgreementQueries agreements)
{
    internal async Task<IReadOnlyList<FoundGroup>> Find(Reading read, string text)
    {
        var (actor, query, groups) = (read.Actor, Uri.EscapeDataString(text), new List<FoundGroup>());
        var place = actor.IsOperator ? "/operator" : actor.Kinds.HasFlag(OrganizationKind.Supplier) ? "/supplier" : actor.Kinds.HasFlag(OrganizationKind.Provider) ? "/provider" : "";
        if (actor.Can(PurchasingPermissions.ViewRequisitions))
            groups.Add(new(L("采购申请", "Requisitions"), $"/requisitions?q={query}", [.. (await requisitions.List(read, new(Text: text), null, Finder.Shown)).Items
                .Select(r => new FoundRow(r.Number, r.Purpose, $"/requisitions/{r.Id.Value}", RequisitionQueries.StateOf(r.State)))]));
        if (actor.Can(PurchasingPermissions.ViewOrders))
            groups.Add(new(L("订单", "Orders"), $"{(actor.IsOperator ? "/operator" : "")}/orders?q={query}", [.. (await orders.List(read, null, text, null, Finder.Shown)).Items
                .Select(o => new FoundRow(o.Number, o.Purpose, $"/orders/{o.Id.Value}", OrderQueries.StateOf(o.State)))]));
        if (actor.Can(PurchasingPermissions.ViewSupplierOrders))
            groups.Add(new(L("供货单", "Supplier orders"), $"/supplier/orders?view=all&q={query}", [.. (await orders.Supplier(read, [], text, null, Finder.Shown)).Items
                .Select(o => new FoundRow(o.Number, $"{o.BuyerName} {o.City}", $"/supplier/orders/{o.Id.Value}", OrderQueries.StateOf(o.State)))]));
        if (actor.Can(PurchasingPermissions.ViewOrders) || actor.Can(PurchasingPermissions.ViewSupplierOrders))
            groups.Add(new(L("发货单", "Shipments"), "", [.. (await shipments.Numbered(read, text, Finder.Shown))
                .Select(s => new FoundRow(s.Number, $"{s.SupplierName} → {s.BuyerName}", $"/shipments/{s.Id.Value}", s.StateText))]));
        if (actor.Can(ServicePermissions.ViewWork))
            groups.Add(new(L("服务工单", "Work orders"), $"{(place is "/operator" or "/provider" ? place : "")}/work-orders?view=all&q={query}", [.. (await work.List(read, new(null, text), null, Finder.Shown)).Items
                .Select(w => new FoundRow(w.Number, $"{w.Work}，{w.BuyerName}", $"{(place == "/provider" ? place : "")}/work-orders/{w.Id.Value}", w.StateText))]));
        if (actor.Can(PricingPermissions.View))
            groups.Add(new(L("框架协议", "Agreements"), $"{place}/agreements?q={query}", [.. (await agreements.List(read, null, text.Length > 100 ? text[..100] : text, null, Finder.Shown)).Items
                .Select(a => new FoundRow(a.Number, a.Title, $"{place}/agreements/{a.Id.Value}", AgreementQueries.StateOf(a.State)))]));
        return groups;
    }
}
