using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Hecai.Tests.Browser;

/// <summary>A visit as it is on site: the technician and then the receiver, each with a telephone.</summary>
internal sealed partial class OnSite(People people)
{
    /// <summary>Larger than what is kept, as a telephone takes it.</summary>
    private static readonly Lazy<byte[]> Photo = new(() =>
    {
        using var bitmap = new SKBitmap(2000, 1500);
        bitmap.Erase(SKColors.SlateGray);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data.ToArray();
    });

    /// <summary>The visit at that time: so many units, whose serial numbers begin at this one.</summary>
    public async Task Install(string start, int units, int serial)
    {
        var sun = await people.Of("sun.hao", Visitor.Phone);
        await sun.Go("/tech");
        await sun.Page.GetByRole(AriaRole.Region, new() { NameRegex = new("^" + start) }).GetByRole(AriaRole.Link, new() { NameRegex = new("打开工单|Open the job") }).ClickAsync();
        await sun.Press(("我已到场", "I am on site"));
        for (var unit = 1; unit <= units; unit++)
            await Check(sun, unit, units, serial + unit - 1);
        await Sign(sun);
        await Accept(await people.Of("shen.li", Visitor.Phone), units, serial);
    }

    /// <summary>One unit: everything is as it should be, after a pressure that was not.</summary>
    private static async Task Check(Visitor sun, int unit, int units, int serial)
    {
        await sun.Titled(($"第 {unit} / {units} 台", $"{unit} of {units}"));
        await sun.Fill(("安装位置", "Place"), $"营业厅 {serial}");
        await sun.Fill(("整机序列号", "Serial number"), $"serial-{serial}");
        await sun.Fill(("室外机序列号", "Outdoor unit serial"), $"OUTDOOR-{serial}");
        var items = sun.Page.Locator(".hc-check > li");
        for (var i = 0; i < await items.CountAsync(); i++)
            await Enter(sun, items.Nth(i));
        if (serial == 1)
            await Correct(sun);
        await Save(sun);
    }

    private static async Task Enter(Visitor sun, ILocator item)
    {
        if (await item.GetByRole(AriaRole.Radio).CountAsync() > 0)
            await sun.Named(AriaRole.Radio, ("合格", "Yes"), item).CheckAsync();
        else if (item.Locator("input[type=file]") is var file && await file.CountAsync() > 0)
        {
            await file.SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = Photo.Value });
            await Expect(item.Locator("output")).ToContainTextAsync("KB");
        }
        else if (Limits().Match(await item.InnerTextAsync()) is { Success: true } limits)
            await item.GetByRole(AriaRole.Textbox).FillAsync(((Number(limits.Groups[1].Value) + Number(limits.Groups[2].Value)) / 2).ToString("0.00", CultureInfo.InvariantCulture));
    }

    /// <summary>A reading outside of its limits asks for a remark at once, and is put right.</summary>
    private static async Task Correct(Visitor sun)
    {
        var vacuum = sun.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = sun.Say(("抽真空后压力", "Vacuum held")) });
        await vacuum.GetByRole(AriaRole.Textbox).FillAsync("180");
        await Save(sun);
        await Expect(vacuum).ToContainTextAsync(sun.Say(("须写明原因", "say why")));
        await vacuum.GetByRole(AriaRole.Textbox).First.FillAsync("45");
    }

    private static Task Save(Visitor sun) => sun.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(保存|Save)") }).ClickAsync();

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static async Task Sign(Visitor sun)
    {
        await sun.Follow(("去签字完工", "Sign and finish"));
        var paper = sun.Named(AriaRole.Img, ("客户签字", "Customer's signature"));
        await paper.ScrollIntoViewIfNeededAsync();
        var frame = (await paper.BoundingBoxAsync())!;
        await sun.Page.Mouse.MoveAsync(frame.X + 30, frame.Y + 30);
        await sun.Page.Mouse.DownAsync();
        foreach (var (x, y) in ((int, int)[])[(60, 90), (120, 40), (180, 100), (240, 50)])
            await sun.Page.Mouse.MoveAsync(frame.X + x, frame.Y + y);
        await sun.Page.Mouse.UpAsync();
        await sun.Press(("完工", "Finish"));
        await sun.Titled(("今天的工单", "Today's jobs"));
    }

    /// <summary>The receiver judges, and finds the note with its serial numbers.</summary>
    private static async Task Accept(Visitor shen, int units, int serial)
    {
        await shen.Go("/acceptance");
        await shen.Block(("待验收的安装", "Installations to accept")).Locator("tr").Filter(new() { HasText = $"× {units}" }).Filter(new() { HasText = "平江" }).GetByRole(AriaRole.Link).ClickAsync();
        await shen.Press(($"验收通过 {units} 台", $"Accept {units} units"));
        await shen.Sees(("已验收，验收单 YS", "Accepted, note YS"));
        await shen.Follow(("打开验收单", "Open the note"));
        await shen.Sees(($"SERIAL-{serial}", $"SERIAL-{serial}"));
        var pdf = await shen.Page.APIRequest.GetAsync(new Uri(shen.Page.Url) + ".pdf");
        Assert.Equal("%PDF-", System.Text.Encoding.ASCII.GetString(await pdf.BodyAsync(), 0, 5));
    }

    [GeneratedRegex(@"([0-9.]+)–([0-9.]+)")]
    private static partial Regex Limits();
}
