using Hecai.Web.Api.Parties;
using Hecai.Web.Api.Purchasing;

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
        api.MapCart();
        api.MapRequisitions();
        api.MapApprovals();
        api.MapOrders();
        api.MapBudgets();
    }
}
