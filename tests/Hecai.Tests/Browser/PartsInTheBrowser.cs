using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace Hecai.Tests.Browser;

/// <summary>Required parts come with the product, what is missing is added, and what is gone is replaced: each with one click, with script and without.</summary>
public sealed class PartsInTheBrowser
{
    private const string Indoor = "YL-VN28Q", Controller = "YL-XK-60", Old = "YL-KFR-32GW/A9", Successor = "YL-KFR-35GW/B2";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Parts_are_added_with_the_product_and_a_product_that_is_gone_is_replaced(bool script)
    {
        await using var world = await World.Open(Database.Sqlite);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        await using var he = await Visitor.Open(world, "zh-CN", script: script);
        await he.SignIn("he.jiayi");
        await he.Go($"/catalogue/{Id.Named<ListingId>(Indoor).Value}");
        await he.Fill(("数量", "Quantity"), "4", he.Block(("购买", "Buy")));
        await he.Press(("连同必需配件加入购物车", "Add with required parts"));
        await he.Titled(("购物车", "Cart"));
        await Expect(he.Row(Controller).Locator("input[name^=q-]")).ToHaveValueAsync("4");

        await he.Press(($"移除 {Controller}", $"Remove {Controller}"));
        await he.Sees(("还缺 1 种必需配件", "1 required part missing"));
        await he.Press(("加入所缺配件", "Add the missing parts"));
        await Expect(he.Row(Controller).Locator("input[name^=q-]")).ToHaveValueAsync("4");

        var gone = (await world.Rows($"SELECT l.id FROM listings l JOIN skus s ON s.id = l.sku_id WHERE s.part_number = '{Old}'"))[0][0]!.ToString()!;
        await Sell(world, gone, ListingState.Listed);
        (await (await world.As("he.jiayi")).Post("/cart/lines", new { listing = gone, quantity = 3 })).Ok();
        await Sell(world, gone, ListingState.Suspended);
        await he.Go("/cart");
        await he.Press(($"换成这件 × 3 {Successor}", $"Take 3 of it {Successor}"));
        await Expect(he.Row(Successor).Locator("input[name^=q-]")).ToHaveValueAsync("3");
        await Expect(he.Page.GetByText(Old)).ToHaveCountAsync(0);
        Assert.Empty(he.Faults);
    }

    private static async Task Sell(World world, string listing, ListingState state)
    {
        await world.Db.Write(Actor.System(), async tx =>
        {
            var id = new ListingId(Guid.Parse(listing));
            await tx.Set<Listing>().Where(l => l.Id == id).ExecuteUpdateAsync(l => l.SetProperty(x => x.State, state));
            world.Get<CatalogueLog>().Changed(tx, id);
        });
        await world.Get<SearchIndex>().CatchUp();
    }
}
