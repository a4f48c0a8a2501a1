using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Stock;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Supplier;

/// <summary>What a supplier's administrator arranges before anything of theirs can be bought.</summary>
public sealed class SupplierSteps(PeopleQueries people, StockQueries stock, ListingQueries listings)
{
    /// <summary>Nothing for whoever does not manage the supplier's members.</summary>
    public async Task<IReadOnlyList<FirstStep>> Of(Reading read)
    {
        var actor = read.Actor;
        if (!actor.Can(PartiesPermissions.ManageMembers))
            return [];
        return
        [
            new(L("邀请商品经理与订单专员", "Invite a catalogue manager and an order desk"), await people.Anybody(read, Roles.CatalogueManager) && await people.Anybody(read, Roles.OrderDesk), L("录入商品；确认与发货", "enter products; confirm and ship"), "/settings/members"),
            new(L("开通仓库与配送区域", "Open a warehouse and its delivery areas"), (await stock.Warehouses(read)).Count > 0, L("由订单专员办理；商品只卖到仓库送得到的地方", "by the order desk; products are sold where a warehouse delivers"), actor.Can(StockPermissions.Manage) ? "/supplier/stock" : null),
            new(L("首件商品在售", "The first product on sale"), (await listings.OnSale(read)).Count > 0, L("由商品经理录入并提交，平台审核后上架", "entered and submitted by the catalogue manager, listed once the platform has reviewed it"), actor.Can(CataloguePermissions.Edit) ? "/supplier/products" : null),
        ];
    }
}
