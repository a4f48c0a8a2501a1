using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>Writes a draft agreement; by the operator's sales or by the supplier for its own goods.</summary>
public sealed class DraftAgreement(AppDb db, AgreementReader reader)
{
    public Task<AgreementId> Run(AgreementInput said, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PricingPermissions.Manage);
        await reader.DemandParties(tx, said);
        var (number, title) = await Heads.Clean(tx, said, default);
        var agreement = new Agreement(Id.New<AgreementId>(), said.Buyer, said.Supplier, number, title, said.ValidFrom, said.ValidTo);
        await reader.Write(tx, agreement, said.Lines ?? []);
        tx.Add(agreement);
        tx.Log("agreement", agreement.Id, "agreement.drafted", null, number);
        return agreement.Id;
    }, ct);
}

/// <summary>Writes a draft anew: number, title, validity and, if given, all lines. Who it is between stays.</summary>
public sealed class ChangeAgreement(AppDb db, AgreementReader reader)
{
    /// <param name="id">A draft.</param>
    /// <param name="said">As it shall be; its parties are not looked at.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Operator's or supplier's sales.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(AgreementId id, AgreementInput said, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var agreement = await Heads.WithLines(tx, id);
        Tx.DemandVersion(expectedVersion, agreement.Version);
        var (number, title) = await Heads.Clean(tx, said, id);
        agreement.Head(number, title, said.ValidFrom, said.ValidTo);
        tx.Touch(agreement);
        if (said.Lines is { } lines)
        {
            // A line is known by its subject: the old ones must be gone before the same subjects come again.
            agreement.Clear();
            await tx.Flush();
            await reader.Write(tx, agreement, lines);
        }
        tx.Log("agreement", id, "agreement.changed", null, number);
    }, ct);
}

/// <summary>What the use cases of agreements share.</summary>
internal static class Heads
{
    /// <summary>The agreement without its lines, to whoever manages agreements and is the operator or its supplier.</summary>
    public static Task<Agreement> Own(Reading read, AgreementId id) => Own(read, read.Set<Agreement>(), id);

    /// <summary>The same with its lines, up to ten thousand.</summary>
    public static Task<Agreement> WithLines(Reading read, AgreementId id) => Own(read, read.Set<Agreement>().Include(a => a.Lines), id);

    private static async Task<Agreement> Own(Reading read, IQueryable<Agreement> agreements, AgreementId id)
    {
        read.Actor.Demand(PricingPermissions.Manage);
        var agreement = await agreements.FirstOrDefaultAsync(a => a.Id == id, read.Cancel) ?? throw Refused.With(KernelErrors.NotFound);
        return read.Actor.IsOperator || read.Actor.IsSystem || agreement.SupplierId == read.Actor.Organization ? agreement : throw Refused.With(KernelErrors.NotFound);
    }

    /// <summary>The agreement to whoever consents for one of its two parties; the operator is neither.</summary>
    public static async Task<Agreement> AsParty(Tx tx, AgreementId id)
    {
        tx.Actor.Demand(PricingPermissions.Confirm);
        var agreement = await tx.Load<Agreement>(id);
        return tx.Actor.Organization == agreement.BuyerId || tx.Actor.Organization == agreement.SupplierId ? agreement : throw Refused.With(KernelErrors.Forbidden, PricingPermissions.Confirm.Name);
    }

    /// <summary>Number and title as they are kept; the number is nobody else's.</summary>
    public static async Task<(string Number, string Title)> Clean(Tx tx, AgreementInput said, AgreementId self)
    {
        var fields = new FieldErrors();
        var number = fields.Read("number", f => PlainText.Identifier(f, said.Number, 40));
        var title = fields.Read("title", f => PlainText.Line(f, said.Title, 200));
        if (said.ValidTo < said.ValidFrom)
            fields.Read<object?>("validTo", f => throw Refused.Field(f, PricingErrors.Validity));
        fields.Demand();
        if (await tx.Set<Agreement>().AnyAsync(a => a.Number == number && a.Id != self, tx.Cancel))
            throw Refused.Field("number", PricingErrors.NumberTaken, number);
        return (number!, title!);
    }
}
