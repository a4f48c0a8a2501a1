using Hecai.Control;

namespace Hecai.Purchasing;

/// <summary>What stands in the way of a requisition that is not written yet, by field; and its quote, where it has one.</summary>
public sealed record RequisitionCheck(IReadOnlyList<FieldError> Faults, Quote? Quote);

/// <summary>
/// Says of a requisition what its submission would be refused for now, in rounds: all that cannot be ordered or brought where it shall go;
/// where nothing stands in the way, which cost centre has no budget or which level of approval finds nobody; then whose budget does not
/// suffice. Nothing is written and nothing is held.
/// </summary>
public sealed class CheckRequisition(AppDb db, Requisitions requisitions, CostCentreQueries centres, BudgetQueries budgets, BillingParties parties)
{
    /// <param name="head">Texts that no requisition can have are refused as anywhere: they are mistakes of the program that asks.</param>
    /// <param name="lines">As they shall be submitted.</param>
    /// <param name="actor">The requester.</param>
    /// <param name="ct">Cancels.</param>
    public Task<RequisitionCheck> Run(RequisitionHead head, IReadOnlyList<WantedLine> lines, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PurchasingPermissions.Submit);
        return db.Read(actor, async read =>
        {
            Requisition.Clean(head, ChinaTime.DateOf(read.Now));
            WantedLine.DemandTexts(lines);
            var faults = new List<FieldError>();
            var quote = await Gather(faults, () => requisitions.Quote(read, head, lines));
            await Gather(faults, async () => await parties.Of(read, head.BillTo, head.CostCentre) is { } billed ? billed : (object)faults);
            if (quote is null)
                await Gather(faults, () => centres.Require(read, head.CostCentre, "costCentre"));
            else if (await Gather(faults, () => requisitions.Way(read, head.CostCentre, quote, new SeenQuote())) is { } way)
                faults.AddRange(await Short(read, way.Accounts));
            return new RequisitionCheck(faults, quote);
        }, ct);
    }

    private async Task<IEnumerable<FieldError>> Short(Reading read, IReadOnlyList<Account> accounts)
    {
        var available = (await budgets.Some(read, [.. accounts.Select(a => a.Budget)])).ToDictionary(b => b.Id, b => b.Available);
        return accounts.Where(a => a.Amount.Minor > available[a.Budget]).Select(a => new FieldError(a.Field, ControlErrors.BudgetExceeded, [a.Centre.Name, a.Amount]));
    }

    // A refusal about the whole has no field.
    private static async Task<T?> Gather<T>(List<FieldError> faults, Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (Refused no)
        {
            faults.AddRange(no.Fields.Count > 0 ? no.Fields : [new("", no.Error, no.Args)]);
            return null;
        }
    }
}
