using Hecai.Catalogue;
using Hecai.Fulfilment;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Stock;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Messages;

/// <summary>消息: tells people what happened that concerns them. It only listens: nothing waits for a message to be written.</summary>
public sealed class MessagesModule : Module
{
    public override void Services(IServiceCollection services)
    {
        services.AddSingleton<Postman>().AddSingleton<UnreadMessages>();
        services.AddHandler<ApprovalRequested, ApprovalMessages>("messages.approval_requested");
        services.AddHandler<ApprovalReminded, ApprovalMessages>("messages.approval_reminded");
        services.AddHandler<RequisitionReturned, RequisitionMessages>("messages.requisition_returned");
        services.AddHandler<RequisitionEnded, RequisitionMessages>("messages.requisition_ended");
        services.AddHandler<PurchaseOrderPlaced, OrderMessages>("messages.order_placed");
        services.AddHandler<SupplierOrderMoved, SupplierOrderMessages>("messages.supplier_order_moved");
        services.AddHandler<GoodsShipped, SupplierOrderMessages>("messages.goods_shipped");
        services.AddHandler<WorkGiven, WorkMessages>("messages.work_given");
        services.AddHandler<TechnicianSent, WorkMessages>("messages.technician_sent");
        services.AddHandler<WorkDone, WorkMessages>("messages.work_done");
        services.AddHandler<WorkReleased, WorkMessages>("messages.work_released");
        services.AddHandler<ReworkAsked, WorkMessages>("messages.rework_asked");
        services.AddHandler<ListingSubmitted, ListingMessages>("messages.listing_submitted");
        services.AddHandler<ListingsSubmitted, ListingMessages>("messages.listings_submitted");
        services.AddHandler<ListingReviewed, ListingMessages>("messages.listing_reviewed");
        services.AddHandler<GoodsDelayed, DelayMessages>("messages.goods_delayed");
        services.AddHandler<AgreementMoved, AgreementMessages>("messages.agreement_moved");
        services.AddHandler<AgreementEnds, AgreementMessages>("messages.agreement_ends");
        services.AddJob<SweepMessages>("messages.sweep", TimeSpan.FromHours(6));
    }
}
