using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Stock;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>What is taken of a product's stock, of the bank's quota for it, and of the bank's budget SZ-0312 of 2026.</summary>
internal sealed record Taken(long OnHand, long Held, long QuotaHeld, long CalledOff, long Reserved, long Committed)
{
    public static Task<Taken> Now(World world, string partNumber) => world.Db.Read(Actor.System(), async read =>
    {
        var (sku, bank) = (Id.Named<SkuId>(partNumber), Id.Named<OrganizationId>("jiangnan-bank"));
        var stock = await read.Set<StockItem>().Where(i => i.SkuId == sku).GroupBy(_ => 1).Select(g => new { OnHand = g.Sum(i => i.OnHand), Held = g.Sum(i => i.Held) }).SingleAsync();
        var quota = await read.Set<AgreementLine>().Where(l => l.BuyerId == bank && l.SkuId == sku).Select(l => new { l.Held, l.CalledOff }).FirstOrDefaultAsync();
        var budget = await (from b in read.Set<Control.Budget>()
                            join c in read.Set<Control.CostCentre>() on b.CostCentreId equals c.Id
                            where c.Code == "SZ-0312" && b.Year == 2026
                            select new { b.Reserved, b.Committed }).SingleAsync();
        return new Taken(stock.OnHand, stock.Held, quota?.Held ?? 0, quota?.CalledOff ?? 0, budget.Reserved, budget.Committed);
    });
}
