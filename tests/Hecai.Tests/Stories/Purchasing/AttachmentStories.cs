using System.Text;

namespace Hecai.Tests.Stories;

/// <summary>Files of a requisition: taken by their content, seen within the buyer by whoever sees the requisition, and by nobody else.</summary>
public sealed class AttachmentStories
{
    private const string Wall = "YL-KFR-26GW/B2";
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly byte[] Quotation = Encoding.ASCII.GetBytes("%PDF-1.7\n% a quotation\n");

    [Theory, EveryDatabase]
    public async Task Approvers_see_the_files_and_nobody_outside_of_the_buyer_does(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await he.Draft(new Want(Wall, 4));
        var photo = await Attach(he, id, "点位图.png", Photo);
        var quotation = await Attach(he, id, "报价.pdf", Quotation);
        (await he.Submit(id)).Ok();

        var zhou = await world.As("zhou.qiming");
        Assert.Equal(["点位图.png image/png 何嘉怡", "报价.pdf application/pdf 何嘉怡"], (await zhou.Requisition(id))["attachments"].EnumerateArray()
            .Select(f => $"{f.GetProperty("name").GetString()} {f.GetProperty("contentType").GetString()} {f.GetProperty("uploadedByName").GetString()}"));
        Assert.Equal(Quotation, await zhou.Bytes($"/files/{quotation}"));
        using (var pages = await Pages.As(world, "zhou.qiming"))
        {
            Assert.Contains("点位图.png", (await pages.Get($"/requisitions/{id}")).Text, StringComparison.Ordinal);
            Assert.Equal(Photo, await pages.Bytes($"/files/{photo}"));
        }

        // A receiver of the same bank does not see requisitions; supplier, operator and other buyers are no party of it at all.
        (await (await world.As("shen.li")).Get($"/files/{photo}")).Refused(403, "permission.missing");
        foreach (var stranger in (string[])["wu.tong", "qin.lan", "lu.ming", "xu.ran", "jiang.tao", "zhao.tie"])
            (await (await world.As(stranger)).Get($"/files/{photo}")).Refused(404, "not_found");
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Files_are_known_by_their_content_and_a_refused_one_leaves_nothing_behind(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await he.Draft(new Want(Wall, 1));
        var stored = Stored(world);
        (await Post(he, id, "报价.pdf", Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"))).Refused(400, "file.kind", "files");
        (await Post(he, id, "图.svg", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))).Refused(400, "file.kind", "files");
        (await Post(he, id, "大图.png", [.. Photo, .. new byte[Uploads.MaxBytes]])).Refused(400, "file.too_large", "files");
        Assert.Equal((stored, 0), (Stored(world), (await he.Requisition(id))["attachments"].GetArrayLength()));

        // At the checkout one bad file among good ones refuses the whole, before anything is drafted.
        (await he.Post("/cart/lines", new { listing = Id.Named<Hecai.Catalogue.ListingId>(Wall).Value, quantity = 1 })).Ok();
        using var pages = await Pages.As(world, "he.jiayi");
        var before = await world.Count("requisitions");
        var fields = await Checkout(he, pages);
        var refused = await pages.Post("/checkout", "submit", fields, ("files", "点位图.png", Photo), ("files", "说明.txt", "notes"u8.ToArray()));
        Assert.Equal((200, before, stored), (refused.Status, await world.Count("requisitions"), Stored(world)));
        Assert.Contains("file.kind", refused.Text, StringComparison.Ordinal);
        var done = await pages.Post("/checkout", "submit", fields, ("files", "点位图.png", Photo), ("files", "报价.pdf", Quotation));
        Assert.Equal((302, before + 1, stored + 2), (done.Status, await world.Count("requisitions"), Stored(world)));
        Assert.Equal(2, (await he.Get($"/requisitions/{done.Location!.Split('/')[^1]}")).Ok()["attachments"].GetArrayLength());
    }

    [Theory, EveryDatabase]
    public async Task Files_come_until_the_decision_and_go_only_while_nobody_decides(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await he.Draft(new Want(Wall, 4));
        var file = await Attach(he, id, "a.png", Photo);
        var other = await Attach(he, await he.Draft(new Want(Wall, 1)), "b.png", Photo);
        (await he.Send(HttpMethod.Delete, $"/requisitions/{id}/attachments/{other}", null)).Refused(404, "not_found");
        (await he.Send(HttpMethod.Delete, $"/requisitions/{id}/attachments/{file}", null)).Ok();
        (await he.Get($"/files/{file}")).Refused(404, "not_found");
        (await Post(await world.As("lin.xiaowen"), id, "c.png", Photo)).Refused(403, "requisition.not_requester");

        (await he.Submit(id)).Ok();
        var late = await Attach(he, id, "d.png", Photo);
        (await he.Send(HttpMethod.Delete, $"/requisitions/{id}/attachments/{late}", null)).Refused(409, "document.step_not_allowed");
        // A file more does not undo what was approved of it.
        (await (await world.As("zhou.qiming")).Decide(id)).Ok();
        Assert.Equal("Ordered", await he.State(id));
        (await Post(he, id, "e.png", Photo)).Refused(409, "document.step_not_allowed");
    }

    [Theory, EveryDatabase]
    public async Task Twenty_files_are_the_most_also_for_uploads_at_the_same_moment(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await he.Draft(new Want(Wall, 1));
        var answers = await Task.WhenAll(Enumerable.Range(1, 24).Select(i => Post(he, id, $"{i}.png", Photo)));
        // Whoever lost a race is told so and tries again; nobody gets in beside the limit.
        for (var i = 0; i < 24 && (await he.Requisition(id))["attachments"].GetArrayLength() < 20; i++)
            await Post(he, id, "again.png", Photo);
        (await Post(he, id, "21.png", Photo)).Refused(400, "requisition.too_many_attachments", "files");
        Assert.Equal(20, (await he.Requisition(id))["attachments"].GetArrayLength());
        Assert.All(answers, a => Assert.True(a.Status == 201 || a.Code is "requisition.too_many_attachments" or "document.changed", a.Raw));
    }

    private static Task<Answer> Post(Caller caller, Guid id, string name, byte[] bytes) => caller.Post($"/requisitions/{id}/attachments?name={Uri.EscapeDataString(name)}", bytes);

    private static async Task<Guid> Attach(Caller caller, Guid id, string name, byte[] bytes) => (await Post(caller, id, name, bytes)).Ok()["file"].GetGuid();

    private static int Stored(World world) => Directory.Exists(Path.Combine(world.Settings.Data, "files")) ? Directory.GetFiles(Path.Combine(world.Settings.Data, "files"), "*", SearchOption.AllDirectories).Length : 0;

    private static async Task<(string, string)[]> Checkout(Caller he, Pages pages)
    {
        var page = (await pages.Get("/checkout")).Html;
        string Value(string pattern) => System.Text.RegularExpressions.Regex.Match(page, pattern).Groups[1].Value;
        return [("purpose", "网点空调"), ("site", Value("name=\"site\"[^>]*>\\s*<option value=\"([^\"]+)\"")), ("costCentre", (await he.Get("/cost-centres")).Ok().Body.EnumerateArray()
            .Single(c => c.GetProperty("code").GetString() == "SZ-0312").GetProperty("id").GetGuid().ToString()), ("seen", Value("name=\"seen\" value=\"([^\"]+)\""))];
    }
}
