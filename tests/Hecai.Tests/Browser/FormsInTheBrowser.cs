using Hecai.Catalogue;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hecai.Tests.Browser;

/// <summary>What impatient people, the way back and a browser without script do to a form; and signing in without a password.</summary>
public sealed class FormsInTheBrowser
{
    private static readonly Text Submit = ("提交审批 ¥7,505.15", "Submit ¥7,505.15");

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_double_click_asks_once_and_the_way_back_asks_no_more(bool script)
    {
        await using var world = await World.Open(Database.Sqlite);
        await using var he = await Checkout(world, script, "双击只提交一次");
        await he.Named(AriaRole.Button, Submit).DblClickAsync();
        await he.Next(("下一步：周启明 审批", "Next: 周启明 decides"));
        Assert.Equal(1, await Asked(world, "双击只提交一次"));

        await he.Page.GoBackAsync();
        var again = he.Named(AriaRole.Button, Submit);
        if (await again.CountAsync() > 0)
            await again.ClickAsync();
        await he.Sees(("没有可结算的商品", "Nothing to check out"));
        Assert.Equal(1, await Asked(world, "双击只提交一次"));
        Assert.Empty(he.Faults);
    }

    [Fact]
    public async Task Without_script_a_refused_form_keeps_what_was_typed_and_an_approval_is_given()
    {
        await using var world = await World.Open(Database.Sqlite);
        await using var he = await Checkout(world, script: false, "");
        await he.Fill(("备注", "Note"), "周六可以施工");
        await he.Press(Submit);
        await Expect(he.Field(("用途", "Purpose"))).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(he.Field(("备注", "Note"))).ToHaveValueAsync("周六可以施工");
        await he.Fill(("用途", "Purpose"), "值班室天花机");
        await he.Press(Submit);
        await he.Titled(("值班室天花机", "值班室天花机"));

        await using var zhou = await Visitor.Open(world, "zh-CN", Visitor.Phone, script: false);
        await zhou.SignIn("zhou.qiming");
        await zhou.Go("/approvals");
        await zhou.Page.GetByRole(AriaRole.Main).Locator("tr").Filter(new() { HasText = "值班室天花机" }).GetByRole(AriaRole.Link).ClickAsync();
        await zhou.Press(("同意 ¥7,505.15", "Approve ¥7,505.15"));
        await Expect(zhou.Page).ToHaveURLAsync(new Regex("/approvals$"));
        Assert.Equal(1, Convert.ToInt64((await world.Rows("SELECT count(*) FROM requisitions WHERE purpose = '值班室天花机' AND state = 'Ordered'"))[0][0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_passkey_is_made_and_signs_in()
    {
        await using var world = await World.Open(Database.Sqlite);
        // Browsers give passkeys to names, not to addresses.
        await using var he = await Visitor.Open(world, "zh-CN", root: new UriBuilder(world.Root) { Host = "localhost" }.Uri);
        var device = await he.Page.Context.NewCDPSessionAsync(he.Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true },
        });
        await he.SignIn("he.jiayi");
        await he.Go("/account");
        await he.Fill(("给它起个名字", "A name for it"), "办公室电脑");
        await he.Press(("添加通行密钥", "Add a passkey"));
        await Expect(he.Row("办公室电脑")).ToBeVisibleAsync();

        // As in a browser that does not offer passkeys in the list of the e-mail field: by the button.
        await he.Page.AddInitScriptAsync("delete PublicKeyCredential.isConditionalMediationAvailable");
        await he.Go("/sign-out");
        await he.Press(("退出", "Sign out"));
        await he.Press(("用通行密钥登录", "Sign in with a passkey"));
        await he.Titled(("工作台", "Workbench"));
        await Expect(he.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("何嘉怡");
        Assert.Empty(he.Faults);
    }

    /// <summary>Somebody before the last button, with one air conditioner in the cart.</summary>
    private static async Task<Visitor> Checkout(World world, bool script, string purpose)
    {
        await (await world.As("he.jiayi")).Post("/cart/lines", new { listing = Id.Named<ListingId>("YL-KFR-72QW/A1").Value, quantity = 1 });
        var he = await Visitor.Open(world, "zh-CN", script: script);
        await he.SignIn("he.jiayi");
        await he.Go("/checkout");
        await he.Fill(("用途", "Purpose"), purpose);
        return he;
    }

    private static async Task<long> Asked(World world, string purpose) =>
        Convert.ToInt64((await world.Rows($"SELECT count(*) FROM requisitions WHERE purpose = '{purpose}'"))[0][0], System.Globalization.CultureInfo.InvariantCulture);
}
