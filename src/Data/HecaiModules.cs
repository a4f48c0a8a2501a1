namespace Hecai.Data;

/// <summary>The modules of the product, upstream first.</summary>
public static class HecaiModules
{
    public static IReadOnlyList<Module> All { get; } = [new KernelModule(), new Catalogue.CatalogueModule(), new Stock.StockModule(), new Pricing.PricingModule(), new Control.ControlModule(), new Purchasing.PurchasingModule()];
}
