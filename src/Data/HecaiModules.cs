using Hecai.Billing;
using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Fulfilment;
using Hecai.Messages;
using Hecai.Parties;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Stock;

namespace Hecai.Data;

/// <summary>The modules of the product, upstream first.</summary>
public static class HecaiModules
{
    public static IReadOnlyList<Module> All { get; } =
        [new KernelModule(), new PartiesModule(), new CatalogueModule(), new StockModule(), new PricingModule(), new ControlModule(), new PurchasingModule(),
            new FulfilmentModule(), new ServiceModule(), new BillingModule(), new MessagesModule()];
}
