using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hecai.Control;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

public readonly record struct RequisitionId(Guid Value) : IId;

public enum RequisitionState { Draft, InApproval, Approved, Ordered, Rejected, Withdrawn, Returned }

/// <summary>Where it goes, what for and on whose account: everything of a requisition but its lines. Without a party that is billed, the default is.</summary>
public sealed record RequisitionHead(string Purpose, CostCentreId CostCentre, Address ShipTo, DateOnly? NeedBy, string? BuyerReference, string? Note, BillingPartyId? BillTo = null)
{
    internal Target Target => new(ShipTo.RegionCode, ShipTo, CostCentre);
}

/// <summary>采购申请: what somebody of a buyer asks for. Its prices and sources are those of its last quote.</summary>
internal sealed class Requisition
{
    public static readonly Flow<RequisitionState> Lifecycle = new("requisition", ("采购申请", "Requisition"),
        (RequisitionState.Draft, ("草稿", "Draft"), Tone.Idle,
            [new(RequisitionState.InApproval, "submit", ("提交审批", "Submit for approval"), PurchasingPermissions.Submit),
             new(RequisitionState.Approved, "approve", ("批准", "Approve"), null),
             new(RequisitionState.Withdrawn, "withdraw", ("撤回", "Withdraw"), PurchasingPermissions.Submit)]),
        (RequisitionState.InApproval, ("审批中", "In approval"), Tone.Going,
            [new(RequisitionState.Approved, "approve", ("批准", "Approve"), null),
             new(RequisitionState.Rejected, "reject", ("驳回", "Reject"), null),
             new(RequisitionState.Returned, "return", ("退回", "Return"), null),
             new(RequisitionState.Withdrawn, "withdraw", ("撤回", "Withdraw"), PurchasingPermissions.Submit)]),
        (RequisitionState.Approved, ("已批准", "Approved"), Tone.Going,
            [new(RequisitionState.Ordered, "order", ("下单", "Order"), null)]),
        (RequisitionState.Ordered, ("已转订单", "Ordered"), Tone.Done, []),
        (RequisitionState.Rejected, ("已驳回", "Rejected"), Tone.Bad, []),
        (RequisitionState.Withdrawn, ("已撤回", "Withdrawn"), Tone.Idle, []),
        (RequisitionState.Returned, ("已退回修改", "Returned"), Tone.Wait,
            [new(RequisitionState.InApproval, "submit", ("重新提交", "Submit again"), PurchasingPermissions.Submit),
             new(RequisitionState.Approved, "approve", ("批准", "Approve"), null),
             new(RequisitionState.Withdrawn, "withdraw", ("撤回", "Withdraw"), PurchasingPermissions.Submit)]));

    /// <summary>How long stock, quota and budget are kept for a requisition under approval.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromHours(72);

    public const int MaxAttachments = 20;

    private List<RequisitionLine> lines = [];

    private Requisition() { }

    public Requisition(RequisitionId id, string number, Actor requester, RequisitionHead head, Quote quote, BilledTo? billTo, DateTimeOffset now)
    {
        (Id, Number, BuyerId, CreatedAt) = (id, number, requester.Organization, now);
        (RequesterMembership, RequesterPerson, RequesterName) = (requester.Membership, requester.Person, requester.Name);
        Edit(head, quote, billTo, ChinaTime.DateOf(now));
    }

    public RequisitionId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public string Number { get; private set; } = "";
    public string Purpose { get; private set; } = "";
    public string? Note { get; private set; }
    public MembershipId RequesterMembership { get; private set; }
    public PersonId RequesterPerson { get; private set; }
    public string RequesterName { get; private set; } = "";
    public CostCentreId CostCentreId { get; private set; }
    public Address ShipTo { get; private set; } = null!;

    /// <summary>开票: whom invoices are made out to; null: the buyer itself.</summary>
    public BilledTo? BillTo { get; private set; }
    public DateOnly? NeedBy { get; private set; }

    /// <summary>The buyer's own number, unique for the buyer for ever: the same number never orders twice.</summary>
    public string? BuyerReference { get; private set; }
    public RequisitionState State { get; private set; }
    public Money Total { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? HeldUntil { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public BudgetId? BudgetId { get; private set; }

    /// <summary>How many files it has; counted here, so that two uploads at once do not pass the limit together.</summary>
    public int Attachments { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<RequisitionLine> Lines => lines;

    public bool CanEdit => State is RequisitionState.Draft or RequisitionState.Returned;

    public void Edit(RequisitionHead head, Quote quote, BilledTo? billTo, DateOnly today)
    {
        if (!CanEdit)
            throw Refused.With(KernelErrors.Step, Lifecycle.Name, Lifecycle[State].Name, new Text("修改", "change"));
        (Purpose, Note, BuyerReference) = Clean(head, today);
        (CostCentreId, ShipTo, BillTo, NeedBy) = (head.CostCentre, head.ShipTo, billTo, head.NeedBy);
        Take(quote);
    }

    /// <summary>The texts of a head as they are kept; refuses with every field at fault.</summary>
    public static (string Purpose, string? Note, string? BuyerReference) Clean(RequisitionHead head, DateOnly today)
    {
        var fields = new FieldErrors();
        var purpose = fields.Read("purpose", name => PlainText.Line(name, head.Purpose, 120)) ?? "";
        var note = fields.Read("note", name => string.IsNullOrWhiteSpace(head.Note) ? null : PlainText.Block(name, head.Note, 1000));
        var reference = fields.Read("buyerReference", name => string.IsNullOrWhiteSpace(head.BuyerReference) ? null : PlainText.Identifier(name, head.BuyerReference, 40));
        if (head.NeedBy < today)
            fields.Read<object>("needBy", _ => throw Refused.With(PurchasingErrors.NeedByPast));
        fields.Demand();
        return (purpose, note, reference);
    }

    /// <summary>More files: until it has ended, because approvers may ask for one.</summary>
    public void Attach(int count)
    {
        if (!CanEdit && State != RequisitionState.InApproval)
            throw Refused.With(KernelErrors.Step, Lifecycle.Name, Lifecycle[State].Name, new Text("添加附件", "attach files"));
        if (Attachments + count > MaxAttachments)
            throw Refused.Field("files", PurchasingErrors.TooManyAttachments, MaxAttachments);
        Attachments += count;
    }

    /// <summary>One file less: what approvers look at is not taken away under their eyes.</summary>
    public void Detach()
    {
        if (!CanEdit)
            throw Refused.With(KernelErrors.Step, Lifecycle.Name, Lifecycle[State].Name, new Text("移除附件", "take files off"));
        Attachments--;
    }

    /// <summary>Takes the prices, sources and dates of a new quote.</summary>
    public void Take(Quote quote)
    {
        lines = [.. quote.Lines.Select(l => new RequisitionLine(BuyerId, Id, l))];
        Total = quote.Total;
    }

    /// <summary>Goes on the way that was found for its last quote.</summary>
    public void Submit(RequisitionWay way, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, RequisitionState.InApproval);
        var budgets = way.Accounts.ToDictionary(a => a.Centre.Id, a => a.Budget);
        (SubmittedAt, HeldUntil, BudgetId) = (now, now + HoldFor, budgets[CostCentreId]);
        foreach (var line in lines)
            if (line.CostCentreId is { } centre)
                line.Charge(budgets[centre]);
    }

    /// <summary>The final decision; without any level to ask, submission is already that.</summary>
    public void Approve(DateTimeOffset now) => State = Lifecycle.Move(State, RequisitionState.Approved);

    public void Order(DateTimeOffset now) => End(RequisitionState.Ordered, now);
    public void Reject(DateTimeOffset now) => End(RequisitionState.Rejected, now);
    public void Withdraw(DateTimeOffset now) => End(RequisitionState.Withdrawn, now);

    public void Return()
    {
        State = Lifecycle.Move(State, RequisitionState.Returned);
        HeldUntil = null;
    }

    private void End(RequisitionState end, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, end);
        HeldUntil = null;
        EndedAt = now;
    }

    /// <summary>That these are to decide it now.</summary>
    public ApprovalRequested Asks(IReadOnlyList<MembershipId> approvers) => new(Id, Number, Purpose, Total, approvers);

    /// <summary>What the lines ask of stock, quota and budgets, for the hold protocol; each by the field of the input that it came from.</summary>
    public IEnumerable<Demand> Demands(RequisitionWay way)
    {
        var goods = -1;
        foreach (var line in lines)
        {
            if (line.Kind == LineKind.Goods)
                goods++;
            foreach (var part in line.Allocations)
                if (part.Item is { } item)
                    yield return new(StockLedger.HoldKind, item.Value, part.Quantity, line.PartNumber, $"lines[{goods}].quantity", line.SupplierId);
            if (line.AgreementLineId is { } agreement)
                yield return new(AgreementQuota.HoldKind, agreement.Value, QuotaFigure.Of(line.QuotaMeasure, line.Quantity, line.UnitPrice).Value, line.PartNumber, $"lines[{goods}].quantity");
        }
        foreach (var account in way.Accounts.Where(a => a.Amount.IsPositive))
            yield return new(BudgetLedger.HoldKind, account.Budget.Value, account.Amount.Minor, account.Centre.Name, account.Field);
    }

    /// <summary>SHA-256 over everything that an approval is about: another content is another approval.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder().Append(Id.Value).Append('\n').Append(CostCentreId.Value).Append('\n').Append(ShipTo.RegionCode).Append(ShipTo.Detail)
            .Append('\n').Append(Total.Minor).Append(Total.Currency);
        if (BillTo is { } billed)
            text.Append('$').Append(billed.TaxNumber);
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{line.Line}|{line.ListingId.Value}|{line.ServiceCode}|{line.SupplierId.Value}|{line.Quantity}|{line.UnitPrice.Minor}");
            if (line.Place is { } place)
                text.Append('@').Append(place.Site.Value).Append(place.Address.RegionCode).Append(place.Address.Detail);
            if (line.CostCentreId is { } centre)
                text.Append('#').Append(centre.Value);
            if (line.Wish is { } wish)
                text.Append('!').Append(wish.Stamp);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The lines as they were asked for, to be quoted again.</summary>
    public IReadOnlyList<WantedLine> Wanted() => [.. lines.Where(l => l.Kind == LineKind.Goods).Select(goods => new WantedLine(goods.ListingId, (int)goods.Quantity,
        [.. lines.Where(s => s.ForLine == goods.Line).Select(s => new ChosenService(s.ServiceCode!, (int)s.Quantity))], new Destination(goods.Place?.Site, goods.CostCentreId), goods.Wish, goods.Remarks))];
}
