using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Control;

public readonly record struct BillingPartyId(Guid Value) : IId;

/// <summary>What an invoice is made out to. Name and tax number are what an electronic invoice needs; the rest is printed in its remarks.</summary>
public sealed record BillingPartyInput(string? Name, string? TaxNumber, string? Address = null, string? Phone = null, string? Bank = null, string? Account = null);

/// <summary>开票抬头 as a document keeps it, whatever becomes of it later.</summary>
public sealed record BilledTo(BillingPartyId Party, string Name, string TaxNumber, string? Address = null, string? Phone = null, string? Bank = null, string? Account = null);

/// <summary>开票抬头: a legal entity of a buyer that invoices are made out to.</summary>
internal sealed class BillingParty
{
    private BillingParty() { }

    public BillingParty(BillingPartyId id, OrganizationId buyer, BillingPartyInput said)
    {
        (Id, BuyerId) = (id, buyer);
        Change(said);
    }

    public BillingPartyId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>纳税人识别号: since 2015 the unified social credit code, whose check character is looked at.</summary>
    public string TaxNumber { get; private set; } = "";
    public string? Address { get; private set; }
    public string? Phone { get; private set; }
    public string? Bank { get; private set; }
    public string? Account { get; private set; }

    /// <summary>A closed one stays for the documents that name it.</summary>
    public bool Closed { get; private set; }
    public long Version { get; private set; }

    public void Change(BillingPartyInput said)
    {
        var fields = new FieldErrors();
        var name = fields.Read("name", field => PlainText.Line(field, said.Name, 100));
        var tax = fields.Read("taxNumber", field => CreditCode.Parse(PlainText.Line(field, said.TaxNumber, 40)).Value);
        var address = fields.Read("address", field => PlainText.OptionalLine(field, said.Address, 120));
        var phone = fields.Read("phone", field => PlainText.OptionalLine(field, said.Phone, 30));
        var bank = fields.Read("bank", field => PlainText.OptionalLine(field, said.Bank, 80));
        var account = fields.Read("account", field => PlainText.OptionalLine(field, said.Account, 40));
        fields.Demand();
        (Name, TaxNumber, Address, Phone, Bank, Account) = (name!, tax!, address, phone, bank, account);
    }

    public void Close() => Closed = true;
}

/// <summary>Which party is billed where nobody says: of a cost centre, or, with <see cref="Everywhere"/>, of the whole buyer.</summary>
internal sealed class BillingDefault
{
    /// <summary>In the place of a cost centre.</summary>
    public static readonly CostCentreId Everywhere = new(Guid.Empty);

    public OrganizationId BuyerId { get; init; }
    public CostCentreId CostCentreId { get; init; }
    public BillingPartyId BillingPartyId { get; set; }
}

internal sealed class BillingPartyMap : IEntityTypeConfiguration<BillingParty>
{
    public void Configure(EntityTypeBuilder<BillingParty> party)
    {
        party.ToTable("billing_parties").Document("billing_party", seen => seen.By(x => x.BuyerId));
        party.HasKey(x => new { x.BuyerId, x.Id });
        party.Property(x => x.Name).HasMaxLength(100);
        party.Property(x => x.TaxNumber).HasMaxLength(CreditCode.Length);
        party.Property(x => x.Address).HasMaxLength(120);
        party.Property(x => x.Phone).HasMaxLength(30);
        party.Property(x => x.Bank).HasMaxLength(80);
        party.Property(x => x.Account).HasMaxLength(40);
        party.HasIndex(x => new { x.BuyerId, x.TaxNumber }).IsUnique().HasFilter("NOT closed");
    }
}

internal sealed class BillingDefaultMap : IEntityTypeConfiguration<BillingDefault>
{
    public void Configure(EntityTypeBuilder<BillingDefault> chosen)
    {
        chosen.ToTable("billing_defaults").PartOf("billing_party", x => x.BillingPartyId, seen => seen.By(x => x.BuyerId));
        chosen.HasKey(x => new { x.BuyerId, x.CostCentreId });
        chosen.HasOne<BillingParty>().WithMany().HasForeignKey(x => new { x.BuyerId, x.BillingPartyId });
    }
}
