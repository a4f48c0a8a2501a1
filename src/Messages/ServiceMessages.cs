using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Service;

namespace Hecai.Messages;

/// <summary>Work orders: the provider's dispatchers, the technician who is sent, and the receivers who are asked to accept.</summary>
internal sealed class WorkMessages(Postman post, WorkOrderQueries works) : IHandle<WorkGiven>, IHandle<TechnicianSent>, IHandle<WorkDone>, IHandle<ReworkAsked>, IHandle<WorkReleased>
{
    public async Task Handle(Tx tx, WorkGiven happened)
    {
        var work = await works.One(tx, happened.WorkOrder);
        await post.Tell(tx, happened.Provider, [Roles.Dispatcher], null, Tone.Wait, $"/provider/work-orders/{work.Id.Value}",
            ($"新工单待约时：{work.BuyerName}，{work.Site.Region().Path}，{work.Units} 台（{work.Number}）", $"New work order to schedule: {work.BuyerName}, {work.Site.Region().Path}, {work.Units} units ({work.Number})"));
    }

    public async Task Handle(Tx tx, WorkReleased happened)
    {
        var work = await works.One(tx, happened.WorkOrder);
        if (work.Provider is { } provider)
            await post.Tell(tx, provider, [Roles.Dispatcher], null, Tone.Wait, $"/provider/work-orders/{work.Id.Value}",
                ($"客户通知可以安装了，请约时：{work.BuyerName}，{work.Units} 台（{work.Number}）", $"Ready to be installed, agree a time: {work.BuyerName}, {work.Units} units ({work.Number})"));
    }

    public async Task Handle(Tx tx, TechnicianSent happened)
    {
        var work = await works.One(tx, happened.WorkOrder);
        var when = $"{ChinaTime.DateOf(happened.Start):yyyy-MM-dd} {ChinaTime.TimeOf(happened.Start):HH:mm}";
        await post.Tell(tx, [happened.Technician], Tone.Wait, $"/tech/{work.Id.Value}", ($"派给您的工单：{when}，{work.BuyerName}（{work.Number}）", $"You are sent: {when}, {work.BuyerName} ({work.Number})"));
    }

    public async Task Handle(Tx tx, WorkDone happened)
    {
        var work = await works.One(tx, happened.WorkOrder);
        await post.Tell(tx, happened.Buyer, [Roles.Receiver], work.Requester, Tone.Wait, $"/acceptance/{work.Id.Value}",
            ($"请验收：{work.ProviderName} 已完工 {work.Units} 台（{work.Number}）", $"Please accept: {work.ProviderName} finished {work.Units} units ({work.Number})"));
    }

    public async Task Handle(Tx tx, ReworkAsked happened)
    {
        var work = await works.One(tx, happened.WorkOrder);
        if (work.Provider is { } provider)
            await post.Tell(tx, provider, [Roles.Dispatcher], null, Tone.Bad, $"/provider/work-orders/{work.Id.Value}",
                ($"{work.BuyerName} 要求返工：{happened.Reason}（{work.Number}）", $"{work.BuyerName} asks for rework: {happened.Reason} ({work.Number})"));
    }
}

/// <summary>Listings: the operator's category managers are asked, the supplier's catalogue managers are answered.</summary>
internal sealed class ListingMessages(Postman post, SkuPageQueries pages, OrganizationDirectory directory) : IHandle<ListingSubmitted>, IHandle<ListingsSubmitted>, IHandle<ListingReviewed>
{
    public async Task Handle(Tx tx, ListingSubmitted happened)
    {
        var page = await pages.Page(tx, happened.Listing);
        foreach (var platform in await directory.Of(tx, OrganizationKind.Operator))
            await post.Tell(tx, platform.Id, [Roles.CategoryManager], null, Tone.Wait, $"/operator/listings/{happened.Listing.Value}",
                ($"待审核上架：{page.Name.Zh}（{page.PartNumber}）", $"Listing to review: {page.Name.En} ({page.PartNumber})"));
    }

    public async Task Handle(Tx tx, ListingsSubmitted happened)
    {
        foreach (var platform in await directory.Of(tx, OrganizationKind.Operator))
            await post.Tell(tx, platform.Id, [Roles.CategoryManager], null, Tone.Wait, "/operator/listings",
                ($"待审核上架：{happened.SupplierName.Zh} 改了 {happened.Listings} 件商品的供货条件", $"Listings to review: {happened.SupplierName.En} changed the terms of {happened.Listings} products"));
    }

    public async Task Handle(Tx tx, ListingReviewed happened)
    {
        var page = await pages.Page(tx, happened.Listing);
        await post.Tell(tx, happened.Supplier, [Roles.CatalogueManager], null, happened.Returned ? Tone.Bad : Tone.Done, $"/supplier/products/{happened.Listing.Value}", happened.Returned
            ? ($"商品被退回：{page.Name.Zh}（{page.PartNumber}）", $"Returned: {page.Name.En} ({page.PartNumber})")
            : ($"商品已上架：{page.Name.Zh}（{page.PartNumber}）", $"Listed: {page.Name.En} ({page.PartNumber})"));
    }
}
