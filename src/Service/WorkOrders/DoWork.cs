using Microsoft.EntityFrameworkCore;

namespace Hecai.Service;

/// <summary>One entry of a checklist: which item of which unit of which line.</summary>
public sealed record CheckEntry(int Line, int Unit, string Item, CheckInput Input);

/// <summary>The technician is on site.</summary>
public sealed class ArriveOnSite(AppDb db)
{
    public Task Run(WorkOrderId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var work = await OnSite.Load(tx, id);
        work.Arrive(tx.Now);
        tx.Log("work_order", id, "work_order.arrived");
    }, ct);
}

/// <summary>The technician records what was checked, measured and read off; an entry replaces the one before it.</summary>
public sealed class RecordCheck(AppDb db)
{
    /// <summary>All entries or none; refusals name <c>checks[i].reading</c> and the like.</summary>
    public Task Run(WorkOrderId id, IReadOnlyList<CheckEntry> entries, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var work = await OnSite.Load(tx, id);
        work.Enter();
        var results = await OnSite.Results(tx, work);
        var fields = new FieldErrors();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            fields.Read<object?>($"checks[{i}]", field => { Record(tx, work, results, entry, field); return null; });
        }
        fields.Demand();
    }, ct);

    private static void Record(Tx tx, WorkOrder work, List<WorkResult> results, CheckEntry entry, string field)
    {
        var item = work.Line(entry.Line, entry.Unit).Checklist.Find(entry.Item) ?? throw Refused.Field(field + ".item", ServiceErrors.UnknownItem, entry.Item);
        var judged = CheckRules.Judge(item, entry.Input, field);
        if (item.Kind == CheckKind.Serial && results.Any(r => r.Text == judged.Text && r.Item == item.Code && (r.Line, r.UnitNumber) != (entry.Line, entry.Unit)))
            throw Refused.Field(field + ".text", ServiceErrors.SerialTwice, judged.Text);
        OnSite.ResultOf(tx, work, results, entry.Line, entry.Unit, item.Code).Set(judged, tx);
    }
}

/// <summary>The technician adds a photo; a later one replaces it on the checklist.</summary>
public sealed class AttachPhoto(AppDb db, Uploads uploads)
{
    public async Task<FileId> Run(WorkOrderId id, int line, int unit, string item, ReadOnlyMemory<byte> bytes, string? name, Actor actor, CancellationToken ct = default)
    {
        // Nobody fills the store who may not write the work order.
        await db.Read(actor, read => OnSite.Load(read, id), ct);
        return await uploads.Take(bytes, name, pictureOnly: true, content => db.Write(actor, async tx =>
        {
            var work = await OnSite.Load(tx, id);
            work.Enter();
            if (work.Line(line, unit).Checklist.Find(item) is not { Kind: CheckKind.Photo } photo)
                throw Refused.Field("item", ServiceErrors.UnknownItem, item);
            var file = tx.Attach(content, new FileOwner("work_order", id.Value, work.BuyerId, work.SupplierId, work.ProviderId, Operator: true));
            OnSite.ResultOf(tx, work, await OnSite.Results(tx, work), line, unit, photo.Code).Show(file, tx);
            return file;
        }, ct), "photo", ct);
    }
}

/// <summary>The technician is done: everything required is there, and the customer has signed for the visit.</summary>
public sealed class FinishWork(AppDb db)
{
    /// <param name="id">A work order on which the technician is on site.</param>
    /// <param name="signer">Who signed, for the customer.</param>
    /// <param name="signature">The path of the signature's strokes.</param>
    /// <param name="actor">The technician.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(WorkOrderId id, string signer, string? signature, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var work = await OnSite.Load(tx, id);
        var missing = Progress.Missing(work.Lines.Select(l => (l.Line, l.Units, l.Checklist)), Progress.Keys(await OnSite.Results(tx, work)));
        if (missing.Count > 0)
            throw Refused.With(ServiceErrors.Incomplete, missing.Count, missing[0].Name);
        var fields = new FieldErrors();
        var who = fields.Read("signer", field => PlainText.Line(field, signer, 40));
        var path = fields.Read("signature", field => SignaturePath.Of(field, signature));
        fields.Demand();
        work.Finish(who!, path!, actor, tx.Now);
        tx.Log("work_order", id, "work_order.finished", null, who);
        tx.Publish(new WorkDone(id, work.BuyerId, work.SupplierOrderId));
    }, ct);
}

/// <summary>What every step on site needs: the technician's own job, and its entries.</summary>
internal static class OnSite
{
    public static async Task<WorkOrder> Load(Reading read, WorkOrderId id)
    {
        read.Actor.Demand(ServicePermissions.DoWork);
        var work = await read.Load<WorkOrder>(id);
        if (work.ProviderId != read.Actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        return work.TechnicianPerson == read.Actor.Person ? work : throw Refused.With(ServiceErrors.NotYourJob);
    }

    public static Task<List<WorkResult>> Results(Reading read, WorkOrder work) =>
        read.Set<WorkResult>().Where(r => r.BuyerId == work.BuyerId && r.WorkOrderId == work.Id).ToListAsync(read.Cancel);

    public static WorkResult ResultOf(Tx tx, WorkOrder work, List<WorkResult> results, int line, int unit, string item)
    {
        if (results.FirstOrDefault(r => (r.Line, r.UnitNumber, r.Item) == (line, unit, item)) is { } known)
            return known;
        var result = tx.Add(new WorkResult(work, line, unit, item));
        results.Add(result);
        return result;
    }
}

/// <summary>What is still missing of a job: pure.</summary>
internal static class Progress
{
    public static HashSet<(int Line, int Unit, string Item)> Keys(IEnumerable<WorkResult> results) => [.. results.Select(r => (r.Line, r.UnitNumber, r.Item))];

    /// <summary>The required items without an entry, unit by unit.</summary>
    public static List<MissingItem> Missing(IEnumerable<(int Line, int Units, Checklist Checklist)> lines, IReadOnlySet<(int Line, int Unit, string Item)> there) =>
        [.. from line in lines
            from unit in Enumerable.Range(1, line.Units)
            from item in line.Checklist.Items
            where item.Required && !there.Contains((line.Line, unit, item.Code))
            select new MissingItem(line.Line, unit, item.Code, line.Units > 1 ? $"{item.Name} #{unit}" : item.Name.ToString())];
}
