using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Service;

namespace Hecai.Web.Exports;

/// <summary>What the address of a list says it shows; the page and its export read it here, so that both show the same.</summary>
internal static class ListFilters
{
    private static readonly WorkOrderState[] Going = [WorkOrderState.Open, WorkOrderState.Scheduled, WorkOrderState.Assigned, WorkOrderState.OnSite, WorkOrderState.Rework, WorkOrderState.Done, WorkOrderState.Deferred];

    /// <summary>A state by its name; null for none or an unknown one.</summary>
    public static TState? State<TState>(string? name) where TState : struct, Enum => Enum.TryParse<TState>(name, out var state) && Enum.IsDefined(state) ? state : null;

    public static RequisitionFilter Requisitions(string? state, string? mine, string? text) => new(State<RequisitionState>(state), mine == "1", text);

    /// <summary>The states of a view of the supplier's orders; empty for all.</summary>
    public static SupplierOrderState[] SupplierOrders(string? view) => view switch
    {
        "confirm" => [SupplierOrderState.Placed],
        "ship" => [SupplierOrderState.Confirmed, SupplierOrderState.InFulfilment],
        "going" => [SupplierOrderState.InFulfilment],
        "done" => [SupplierOrderState.Completed],
        "all" => [],
        _ => [SupplierOrderState.Placed, SupplierOrderState.Confirmed, SupplierOrderState.InFulfilment],
    };

    /// <summary>A view of the buyer's work orders; those that are going on where none is named.</summary>
    public static WorkOrderFilter WorkOrders(string? view, string? text) => new(view switch { "accept" => [WorkOrderState.Done], "done" => [WorkOrderState.Accepted], "all" => [], _ => Going }, text);

    /// <summary>A view of the provider's work orders; all where none is named.</summary>
    public static WorkOrderFilter ProviderWorkOrders(string? view, string? text) => new(view switch
    {
        "open" => [WorkOrderState.Open], "scheduled" => [WorkOrderState.Scheduled], "assigned" => [WorkOrderState.Assigned], "onsite" => [WorkOrderState.OnSite],
        "done" => [WorkOrderState.Done], "rework" => [WorkOrderState.Rework], "deferred" => [WorkOrderState.Deferred], _ => [],
    }, text);

    /// <summary>The day by which a warranty ends in the view of ending ones; null in the others.</summary>
    public static DateOnly? WarrantyEndsBy(string? view, DateTimeOffset now) => view == "ending" ? ChinaTime.DateOf(now).AddDays(90) : null;

    public static ListingFilter Products(string? state, string? text, string? category, OrganizationId supplier, string? scheduled = null) =>
        new(State<ListingState>(state), text, category is { Length: > 0 } ? category : null, supplier, scheduled == "1");
}
