using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hecai.Tests.Browser;

/// <summary>Labels held before a telephone's camera become lines of a quick order. The camera is a canvas here, and what reads codes says what it was told.</summary>
public sealed class ScanInTheBrowser
{
    private const string Camera = """
        window.codes = [];
        window.BarcodeDetector = class { async detect() { return window.codes.map(rawValue => ({ rawValue })); } };
        navigator.mediaDevices.getUserMedia = async () => {
          if (window.refuses) throw new DOMException('refused', 'NotAllowedError');
          const canvas = document.createElement('canvas'); canvas.getContext('2d').fillRect(0, 0, 10, 10);
          return window.taken = canvas.captureStream(10);
        };
        """;

    [Theory, InlineData("zh-CN"), InlineData("en-US")]
    public async Task Scanned_labels_are_lines_and_a_label_held_up_again_counts_again(string culture)
    {
        await using var world = await World.Open(Database.Sqlite);
        await using var lin = await Visitor.Open(world, culture, Visitor.Phone);
        await lin.Page.AddInitScriptAsync(Camera);
        await lin.Page.Clock.InstallAsync();
        await lin.SignIn("lin.xiaowen");
        await lin.Go("/quick-order");
        await lin.Press(("扫码", "Scan"));
        var (dialog, list) = (lin.Page.GetByRole(AriaRole.Dialog), lin.Page.Locator("textarea[name=text]"));
        await Hold("YL-KFR-26GW/B2");
        await Expect(dialog.Locator("output")).ToHaveTextAsync("YL-KFR-26GW/B2 × 1");
        await Hold();
        await lin.Page.Clock.FastForwardAsync(2_500);
        await Hold("YL-KFR-26GW/B2", "YL-KFR-72QW/A1");
        await Expect(dialog.Locator("output")).ToHaveTextAsync("YL-KFR-72QW/A1 × 1");
        await Hold("https://elsewhere.example/x");
        await Expect(dialog.Locator("output")).ToContainTextAsync(lin.Say(("不是型号", "Not a part number")));
        await lin.Press(("完成", "Done"));
        await Expect(list).ToHaveValueAsync("YL-KFR-26GW/B2, 2\nYL-KFR-72QW/A1, 1");
        // The camera is given back where the dialog has closed.
        await lin.Page.WaitForFunctionAsync("() => window.taken.getTracks()[0].readyState === 'ended'");
        await lin.Press(("核对", "Check"));
        await lin.Sees(("核对结果", "What became of the lines"));
        Assert.Equal(2, await lin.Row("YL-KFR-26GW/B2").Or(lin.Row("YL-KFR-72QW/A1")).CountAsync());
        Assert.Empty(lin.Faults);

        Task Hold(params string[] codes) => lin.Page.EvaluateAsync("codes => { window.codes = codes; }", codes);
    }

    [Fact]
    public async Task Where_the_camera_is_refused_it_is_said_and_where_there_is_none_nothing_is_offered()
    {
        await using var world = await World.Open(Database.Sqlite);
        await using var lin = await Visitor.Open(world, "zh-CN", Visitor.Phone);
        await lin.SignIn("lin.xiaowen");
        await lin.Go("/quick-order");
        await Expect(lin.Page.Locator("hc-scan")).ToBeHiddenAsync();
        await lin.Page.AddInitScriptAsync(Camera + "window.refuses = true;");
        await lin.Go("/quick-order");
        await lin.Press(("扫码", "Scan"));
        await Expect(lin.Page.GetByRole(AriaRole.Dialog).Locator("output")).ToContainTextAsync("没有打开摄像头");
    }
}
