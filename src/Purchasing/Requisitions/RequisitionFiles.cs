namespace Hecai.Purchasing;

/// <summary>附件: quotations, plans and photos that go with a requisition. They stay within the buyer: no supplier and no operator sees them.</summary>
internal sealed class RequisitionFiles : IFileDocument
{
    public const string Name = "requisition";

    public string Document => Name;

    public async Task Demand(Reading read, Guid id)
    {
        read.Actor.Demand(PurchasingPermissions.ViewRequisitions);
        await read.Load<Requisition>(new RequisitionId(id));
    }

    /// <summary>Attaches stored files within the transaction of whoever writes the requisition.</summary>
    public static IReadOnlyList<FileId> Attach(Tx tx, Requisition requisition, IReadOnlyList<StoredContent> files)
    {
        if (files.Count == 0)
            return [];
        requisition.Attach(files.Count);
        tx.Log(Name, requisition.Id, "requisition.attached", null, string.Join(", ", files.Select(f => f.Name)));
        return [.. files.Select(file => tx.Attach(file, new FileOwner(Name, requisition.Id.Value, requisition.BuyerId, null, null, Operator: false)))];
    }
}

/// <summary>The requester adds files to a draft, a returned requisition or one in approval; all of them or none.</summary>
public sealed class AttachToRequisition(AppDb db, Uploads uploads)
{
    /// <param name="id">One's own requisition.</param>
    /// <param name="files">JPEG, PNG, WebP or PDF by content; refusals name the field <c>files</c>.</param>
    /// <param name="actor">The requester.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<FileId>> Run(RequisitionId id, IReadOnlyList<Upload> files, Actor actor, CancellationToken ct = default)
    {
        if (files.Count == 0)
            throw Refused.Field("files", KernelErrors.Required);
        // Nobody fills the store who may not write the requisition.
        await db.Read(actor, read => Own(read, id), ct);
        return await uploads.Take(files, pictureOnly: false, stored => db.Write(actor, async tx => RequisitionFiles.Attach(tx, await Own(tx, id), stored), ct), "files", ct);
    }

    internal static async Task<Requisition> Own(Reading read, RequisitionId id)
    {
        read.Actor.Demand(PurchasingPermissions.Submit);
        var requisition = await read.Load<Requisition>(id);
        Requisitions.DemandRequester(requisition, read.Actor);
        return requisition;
    }
}

/// <summary>The requester takes a file off again, while nobody decides on the requisition.</summary>
public sealed class DetachFromRequisition(AppDb db)
{
    public Task Run(RequisitionId id, FileId file, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var requisition = await AttachToRequisition.Own(tx, id);
        var name = await tx.Detach(file, RequisitionFiles.Name, id.Value);
        requisition.Detach();
        tx.Log(RequisitionFiles.Name, id, "requisition.detached", null, name);
    }, ct);
}
