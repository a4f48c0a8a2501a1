using Hecai.Control;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Purchasing;

public sealed class PurchasingModule : Module
{
    public override IEnumerable<IFlow> Flows => [Requisition.Lifecycle, PurchaseOrder.Lifecycle, SupplierOrder.Lifecycle];

    public override void Services(IServiceCollection services)
    {
        services.AddSingleton<Quotes>().AddSingleton<Destinations>().AddSingleton<Orders>().AddSingleton<Requisitions>().AddSingleton<SupplierOrders>().AddSingleton<EndSupplierOrder>().AddSingleton<Lists>().AddSingleton<ListSources>().AddSingleton<FillCart>()
            .AddSingleton<RequisitionFacts>().AddSingleton<IApprovalVocabulary>(provider => provider.GetRequiredService<RequisitionFacts>()).AddSingleton<TryApprovalRules>()
            .AddSingleton<IFileDocument, RequisitionFiles>();
        services.AddJob<CountSales>("purchasing.count_sales", TimeSpan.FromHours(1));
        services.AddHandler<HoldExpired, ReturnExpiredRequisition>("purchasing.return_expired");
        services.AddHandler<SupplierOrderMoved, GiveBackEndedOrder>("purchasing.give_back");
        services.AddHandler<SupplierOrderMoved, CloseCompletedOrder>("purchasing.close_order");
    }
}
