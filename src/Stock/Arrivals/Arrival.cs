using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Stock;

public readonly record struct ArrivalId(Guid Value) : IId;

public enum ArrivalState { Announced, Arrived, Withdrawn }

/// <summary>A product of an arrival.</summary>
/// <param name="Announced">Pieces that are on their way.</param>
/// <param name="Received">Pieces that came; null before.</param>
public sealed record ArrivalLine(SkuId Sku, string PartNumber, Text Name, long Announced, long? Received = null);

/// <summary>
/// 到货预报: goods on their way to a warehouse, with the day on which they arrive. They can be promised from the day they are announced and
/// are held like what lies on the shelf, but leave the warehouse only after they came. A day that has passed promises nothing.
/// </summary>
internal sealed class Arrival
{
    public const int MaxLines = 500, MaxNumber = 40;

    /// <summary>Nobody knows what comes later than this.</summary>
    public const int MaxDaysAhead = 366;

    public static readonly Flow<ArrivalState> Lifecycle = new("arrival", ("到货预报", "Arrival"),
        (ArrivalState.Announced, ("在途", "On its way"), Tone.Going,
            [new(ArrivalState.Arrived, "receive", ("登记到货", "Book in"), StockPermissions.Manage),
             new(ArrivalState.Announced, "move", ("改期", "Change the day"), StockPermissions.Manage),
             new(ArrivalState.Withdrawn, "withdraw", ("撤销", "Withdraw"), StockPermissions.Manage)]),
        (ArrivalState.Arrived, ("已到货", "Arrived"), Tone.Done, []),
        (ArrivalState.Withdrawn, ("已撤销", "Withdrawn"), Tone.Idle, []));

    private Arrival() { }

    /// <summary>Refused by field for a number, a day or lines that cannot be.</summary>
    public Arrival(OrganizationId supplier, WarehouseId warehouse, string? number, DateOnly arrivesOn, IReadOnlyList<ArrivalLine> lines, DateTimeOffset now)
    {
        var fields = new FieldErrors();
        Number = fields.Read("number", f => PlainText.Identifier(f, number, MaxNumber)) ?? "";
        fields.Read<object?>("arrivesOn", f => { DemandDay(f, arrivesOn, now); return null; });
        fields.Demand();
        (Id, SupplierId, WarehouseId, ArrivesOn, Lines, AnnouncedAt) = (Hecai.Id.New<ArrivalId>(), supplier, warehouse, arrivesOn, lines, now);
    }

    public ArrivalId Id { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public WarehouseId WarehouseId { get; private set; }

    /// <summary>The supplier's own: of the delivery, the container, the order at the factory.</summary>
    public string Number { get; private set; } = "";
    public DateOnly ArrivesOn { get; private set; }
    public ArrivalState State { get; private set; }
    public IReadOnlyList<ArrivalLine> Lines { get; private set; } = [];
    public DateTimeOffset AnnouncedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>It comes on another day. Refused once it came or was withdrawn.</summary>
    public void Move(DateOnly day, DateTimeOffset now)
    {
        State = Lifecycle.Take(State, "move");
        DemandDay("arrivesOn", day, now);
        ArrivesOn = day;
    }

    /// <summary>It is there: so many of each of its products, in their order.</summary>
    public void Receive(IReadOnlyList<long> received, DateTimeOffset now)
    {
        State = Lifecycle.Take(State, "receive");
        (Lines, EndedAt) = ([.. Lines.Zip(received, (line, came) => line with { Received = came })], now);
    }

    /// <summary>It will not come.</summary>
    public void Withdraw(DateTimeOffset now) => (State, EndedAt) = (Lifecycle.Take(State, "withdraw"), now);

    private static void DemandDay(string field, DateOnly day, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        if (day < today || day > today.AddDays(MaxDaysAhead))
            throw Refused.Field(field, StockErrors.ArrivalDay, today.ToString("O"), today.AddDays(MaxDaysAhead).ToString("O"));
    }
}

internal sealed class ArrivalMap : IEntityTypeConfiguration<Arrival>
{
    public void Configure(EntityTypeBuilder<Arrival> arrival)
    {
        arrival.ToTable("arrivals").Document("arrival", seen => seen.By(x => x.SupplierId).ByOperator());
        arrival.HasKey(x => x.Id);
        arrival.Property(x => x.Number).HasMaxLength(Arrival.MaxNumber);
        arrival.Property(x => x.Lines).HasJson();
        arrival.HasAlternateKey(x => new { x.SupplierId, x.Id });
        arrival.HasIndex(x => new { x.SupplierId, x.Number }).IsUnique();
        arrival.HasIndex(x => new { x.WarehouseId, x.State, x.ArrivesOn });
        arrival.HasOne<Warehouse>().WithMany().HasForeignKey(x => new { x.SupplierId, x.WarehouseId }).HasPrincipalKey(x => new { x.SupplierId, x.Id });
    }
}
