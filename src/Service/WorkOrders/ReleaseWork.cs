namespace Hecai.Service;

/// <summary>The buyer is ready for an installation that was deferred: the provider may agree a time.</summary>
public sealed class ReleaseWork(AppDb db)
{
    /// <param name="id">A work order that is deferred.</param>
    /// <param name="wished">The day on which it shall be installed; null: as soon as can be.</param>
    /// <param name="actor">Somebody of the buyer.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(WorkOrderId id, DateOnly? wished, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ServicePermissions.Release);
        var work = await tx.Load<WorkOrder>(id);
        if (work.BuyerId != actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        if (wished < ChinaTime.DateOf(tx.Now))
            throw Refused.Field("wishedOn", ServiceErrors.WishPast);
        work.Release(wished);
        tx.Log("work_order", id, "work_order.released", null, wished?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        tx.Publish(new WorkReleased(id));
    }, ct);
}
