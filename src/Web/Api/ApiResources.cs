using Hecai.Web.Api.Billing;
using Hecai.Web.Api.Catalogue;
using Hecai.Web.Api.Fulfilment;
using Hecai.Web.Api.Parties;
using Hecai.Web.Api.Pricing;
using Hecai.Web.Api.Purchasing;
using Hecai.Web.Api.Service;
using Hecai.Web.Api.Stock;

namespace Hecai.Web.Api;

/// <summary>The API's table of contents.</summary>
internal static class ApiResources
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapMe();
        api.MapOrganizations();
        api.MapMembers();
        api.MapDepartments();
        api.MapSites();
        api.MapBrand();
        api.MapProducts();
        api.MapPools();
        api.MapListings();
        api.MapOffers();
        api.MapWarehouses();
        api.MapArrivals();
        api.MapFreight();
        api.MapAgreements();
        api.MapCart();
        api.MapLines();
        api.MapShoppingLists();
        api.MapSavedSearches();
        api.MapPackages();
        api.MapRequisitions();
        api.MapApprovals();
        api.MapApprovalRules();
        api.MapOrders();
        api.MapBudgets();
        api.MapBillingParties();
        api.MapShipments();
        api.MapWorkOrders();
        api.MapEquipment();
        api.MapStatements();
        api.MapMessages();
        api.MapFiles();
        api.MapRegions();
    }
}
