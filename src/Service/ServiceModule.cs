using Hecai.Fulfilment;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Service;

/// <summary>一站式: from delivered goods to accepted, registered equipment.</summary>
public sealed class ServiceModule : Module
{
    public override IEnumerable<IFlow> Flows => [WorkOrder.Lifecycle];

    public override void Services(IServiceCollection services)
    {
        services.AddSingleton<ChecklistLibrary>().AddSingleton<WorkOrders>().AddSingleton<IFileDocument, WorkOrderFiles>();
        services.AddHandler<GoodsDelivered, OpenWorkOrder>("service.open_work_order");
        services.AddHandler<WorkDone, RecordInstallation>("service.record_installation");
        services.AddHandler<WorkCancelled, ClearCancelledWork>("service.clear_cancelled");
    }
}
