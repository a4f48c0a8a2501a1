using Hecai.Catalogue;

namespace Hecai.Pricing;

public readonly record struct AgreementId(Guid Value) : IId;
public readonly record struct AgreementLineId(Guid Value) : IId;

public enum AgreementState { Draft, Active, Expired, Terminated }

/// <summary>What a line of an agreement is about.</summary>
public enum AgreementTarget { Sku, Category, Everything }

/// <summary>框架协议: what one buyer and one supplier agreed on prices and quantities for a time.</summary>
internal sealed class Agreement
{
    public static readonly Flow<AgreementState> Lifecycle = new("agreement", ("框架协议", "Agreement"),
        (AgreementState.Draft, ("草稿", "Draft"), Tone.Idle,
            [new(AgreementState.Active, "activate", ("生效", "Activate"), PricingPermissions.Manage)]),
        (AgreementState.Active, ("生效中", "Active"), Tone.Done,
            [new(AgreementState.Expired, "expire", ("到期", "Expire"), null),
             new(AgreementState.Terminated, "terminate", ("终止", "Terminate"), PricingPermissions.Manage)]),
        (AgreementState.Expired, ("已到期", "Expired"), Tone.Idle, []),
        (AgreementState.Terminated, ("已终止", "Terminated"), Tone.Bad, []));

    private readonly List<AgreementLine> lines = [];

    private Agreement() { }

    public Agreement(AgreementId id, OrganizationId buyer, OrganizationId supplier, string number, string title, DateOnly validFrom, DateOnly validTo)
    {
        (Id, BuyerId, SupplierId) = (id, buyer, supplier);
        Head(number, title, validFrom, validTo);
    }

    public AgreementId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public AgreementState State { get; private set; }
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The last day on which it prices an order.</summary>
    public DateOnly ValidTo { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<AgreementLine> Lines => lines;

    /// <summary>Number, title and validity of a draft; who it is between stays.</summary>
    public void Head(string number, string title, DateOnly validFrom, DateOnly validTo)
    {
        DemandDraft();
        if (validTo < validFrom)
            throw Refused.Field("validTo", PricingErrors.Validity);
        (Number, Title, ValidFrom, ValidTo) = (number, title, validFrom, validTo);
    }

    /// <summary>Takes all lines off a draft, for others to be written.</summary>
    public void Clear()
    {
        DemandDraft();
        lines.Clear();
    }

    public AgreementLine Price(SkuId sku, Money unitPrice, long? quota = null) =>
        Add(new AgreementLine(Id.Line(sku.Value.ToString()), this, AgreementTarget.Sku, sku, null, unitPrice.Minor, null, quota));

    /// <summary>A discount off the list price for everything in a category, in basis points (850 = 8.5 %).</summary>
    public AgreementLine Discount(string? category, int basisPoints)
    {
        if (basisPoints is <= 0 or >= 10_000)
            throw Refused.Field("discount", KernelErrors.OutOfRange, "0.01%", "99.99%");
        var target = category is null ? AgreementTarget.Everything : AgreementTarget.Category;
        return Add(new AgreementLine(Id.Line(category ?? "*"), this, target, null, category, null, basisPoints, null));
    }

    /// <summary>True when a line is about this target already.</summary>
    public bool Names(string target) => lines.Any(l => l.Id == Id.Line(target));

    public void Activate() => State = Lifecycle.Move(State, AgreementState.Active);
    public void Expire() => State = Lifecycle.Move(State, AgreementState.Expired);
    public void Terminate() => State = Lifecycle.Move(State, AgreementState.Terminated);

    private AgreementLine Add(AgreementLine line)
    {
        DemandDraft();
        if (lines.Any(l => l.Id == line.Id))
            throw Refused.With(PricingErrors.DuplicateLine, Number);
        lines.Add(line);
        return line;
    }

    private void DemandDraft()
    {
        if (State != AgreementState.Draft)
            throw Refused.With(PricingErrors.NotDraft, Number);
    }
}

/// <summary>One line: a price, or a discount, with tiers by quantity and perhaps a quota. CalledOff and Held move by conditional updates only.</summary>
internal sealed class AgreementLine
{
    private AgreementLine() { }

    public AgreementLine(AgreementLineId id, Agreement agreement, AgreementTarget target, SkuId? sku, string? category, long? priceMinor, int? discount, long? quota) =>
        (Id, AgreementId, BuyerId, SupplierId, Target, SkuId, Category, PriceMinor, DiscountBasisPoints, Quota) =
        (id, agreement.Id, agreement.BuyerId, agreement.SupplierId, target, sku, category, priceMinor, discount, quota);

    public AgreementLineId Id { get; private set; }
    public AgreementId AgreementId { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public AgreementTarget Target { get; private set; }
    public SkuId? SkuId { get; private set; }
    public string? Category { get; private set; }

    /// <summary>Tax-inclusive unit price in minor units of CNY, from the first piece.</summary>
    public long? PriceMinor { get; private set; }
    public int? DiscountBasisPoints { get; private set; }

    /// <summary>How many pieces may be called off in all; null without a limit.</summary>
    public long? Quota { get; private set; }
    public long CalledOff { get; private set; }
    public long Held { get; private set; }
    public IReadOnlyList<PriceTier> Tiers { get; private set; } = [];

    /// <summary>A lower price from so many pieces in one order line.</summary>
    public AgreementLine From(int minQuantity, Money unitPrice)
    {
        Tiers = [.. Tiers, new PriceTier(minQuantity, unitPrice.Minor)];
        return this;
    }
}

/// <summary>A lower unit price, in minor units of CNY, from so many pieces in one order.</summary>
internal sealed record PriceTier(int MinQuantity, long PriceMinor);

internal static class AgreementLineIds
{
    /// <summary>One line per target of an agreement: the id is made from both, so that an import can be repeated.</summary>
    public static AgreementLineId Line(this AgreementId agreement, string target) => Id.Named<AgreementLineId>($"{agreement.Value}/{target}");
}
