using Hecai.Fulfilment;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Billing;

/// <summary>What buyers owe: so far the draft statement of a month.</summary>
public sealed class BillingModule : Module
{
    public override void Services(IServiceCollection services)
    {
        services.AddSingleton<BillableLedger>();
        services.AddHandler<GoodsDelivered, BillDelivery>("billing.delivered");
        services.AddHandler<LinesAccepted, BillAcceptance>("billing.accepted");
    }
}

public static class BillingPermissions
{
    public static readonly Permission ViewStatements = new("statement.view", ("查看对账单", "View statements"), Roles.BuyerFinance, Roles.BuyerAdministrator, Roles.OperatorFinance);
}

public static class BillingErrors
{
    public static readonly Error Period = Error.Invalid("statement.period", "账期须写作 2026-11", "A period is written 2026-11");
}
