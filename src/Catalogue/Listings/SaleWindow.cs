using System.Text.Json.Serialization;

namespace Hecai.Catalogue;

/// <summary>
/// 上架时段: from when a listing is sold, and until when. Outside of it the offer does not exist for buyers: before it nobody has heard of
/// it, after it the product is no longer sold. Moments are compared and nothing is moved, so that nobody has to press or run anything.
/// </summary>
/// <param name="From">The first moment of the sale; null: from whenever it is listed.</param>
/// <param name="Until">The first moment after the sale; null: without an end.</param>
public sealed record SaleWindow(DateTimeOffset? From, DateTimeOffset? Until)
{
    public static readonly SaleWindow Always = new(null, null);

    /// <summary>Of a row; most have none.</summary>
    public static SaleWindow Of(DateTimeOffset? from, DateTimeOffset? until) => from is null && until is null ? Always : new(from, until);

    [JsonIgnore]
    public bool IsAlways => From is null && Until is null;

    public bool HasBegun(DateTimeOffset now) => From is not { } from || from <= now;

    public bool HasEnded(DateTimeOffset now) => Until is { } until && until <= now;

    public bool Contains(DateTimeOffset now) => HasBegun(now) && !HasEnded(now);

    /// <summary>The next moment at which something changes by itself; null when nothing will.</summary>
    public DateTimeOffset? Next(DateTimeOffset now) => !HasBegun(now) ? From : !HasEnded(now) ? Until : null;

    /// <summary>
    /// The same in whole minutes, which is what people say; refused with <c>listing.window_order</c> and <c>listing.window_past</c> by the
    /// field <c>saleUntil</c>.
    /// </summary>
    public SaleWindow Checked(DateTimeOffset now)
    {
        var (from, until) = (Minute(From), Minute(Until));
        if (until <= from)
            throw Refused.Field("saleUntil", CatalogueErrors.WindowOrder);
        // An end that has passed already would be a suspension without a reason.
        if (until <= now)
            throw Refused.Field("saleUntil", CatalogueErrors.WindowPast);
        return new SaleWindow(from, until);
    }

    private static DateTimeOffset? Minute(DateTimeOffset? at) => at is not { } moment ? null : new DateTimeOffset(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
