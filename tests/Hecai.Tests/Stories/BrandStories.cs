using Hecai.Parties;
using Hecai.Tests.Rules;

namespace Hecai.Tests.Stories;

/// <summary>The operator names and colours the platform; what could not be read is refused.</summary>
public sealed class BrandStories
{
    [Theory, EveryDatabase]
    public async Task The_brand_is_on_every_page_as_soon_as_it_is_saved(Database database)
    {
        await using var world = await World.Open(database);
        using var pages = await Pages.As(world, "qin.lan");
        Assert.DoesNotContain("brand.css", (await pages.Get("/operator")).Html, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post("/operator/brand", "brand", [("nameZh", "江南易采"), ("nameEn", "Jiangnan Buy"), ("light", "#8A1C3B"), ("dark", "#f0a6bb")])).Status);

        var page = (await pages.Get("/operator")).Html;
        Assert.Contains("江南易采", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/brand.css?8a1c3b-f0a6bb\"", page, StringComparison.Ordinal);
        using var nobody = world.Anonymous();
        Assert.Contains("江南易采", await nobody.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        using var styles = await nobody.GetAsync("/brand.css?8a1c3b-f0a6bb");
        Assert.Equal(("text/css", ":root, [data-bs-theme=light], [data-bs-theme=dark] { --hc-brand: #8a1c3b; --hc-brand-dark: #f0a6bb; }\n"), (styles.Content.Headers.ContentType!.MediaType, await styles.Content.ReadAsStringAsync()));
        using var english = await Pages.As(world, "zhao.qian", english: true);
        Assert.Contains("Jiangnan Buy", (await english.Get("/statements/print?period=2026-10")).Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Only_the_operator_s_administrator_sets_it_and_only_to_what_can_be_read(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (set, qin) = (world.Get<SetBrand>(), await world.Actor("qin.lan"));
        foreach (var other in (string[])["xu.ran", "gu.nian", "yan.ling"])
        {
            var actor = await world.Actor(other);
            await KernelErrors.Forbidden.RefusesAsync(() => set.Run("合采", "Hecai", "#0e6470", "#6cc5cf", actor));
        }
        var refused = await KernelErrors.Fields.RefusesAsync(() => set.Run("", "Hecai", "#9cc9d0", "#0e6470", qin));
        Assert.Equal(["nameZh input.required", "light brand.contrast", "dark brand.contrast"], refused.Fields.Select(f => $"{f.Field} {f.Error.Code}"));
        await PartiesErrors.BrandColour.RefusesAsync(() => set.Run("合采", "Hecai", "red;}", "#6cc5cf", qin));
        Assert.Equal(BrandView.Default, await world.Get<Brands>().Current());
    }

    // The ratios that WCAG's own formula gives.
    [Theory, InlineData("#000000", "#ffffff", 21.0), InlineData("#767676", "#ffffff", 4.54), InlineData("#777777", "#ffffff", 4.48), InlineData("#0e6470", "#ffffff", 6.83), InlineData("#6cc5cf", "#171c21", 8.6)]
    public void Contrast_is_that_of_wcag(string one, string other, double ratio) =>
        Assert.Equal(ratio, Math.Round(Colour.Contrast(Colour.Of("x", one), Colour.Of("x", other)), 2), 2);
}
