using System.Globalization;

namespace Hecai.Purchasing;

/// <summary>What a buyer asks of the delivery of a line, where the earliest dates are not what suits them.</summary>
/// <param name="On">The day it shall come; null: the earliest.</param>
/// <param name="Window">One of the hours in which the site takes goods in on that day, as <c>09:00-12:00</c>; null: any of them.</param>
/// <param name="InstallOn">The day it shall be installed; null: the earliest after the delivery.</param>
/// <param name="Later">Not to be installed yet.</param>
public sealed record DeliveryWish(DateOnly? On = null, string? Window = null, DateOnly? InstallOn = null, Deferral? Later = null)
{
    /// <summary>Its texts as they are kept, before wishes are compared; what is none is added to the faults, by field.</summary>
    internal DeliveryWish Clean(string field, List<FieldError> faults)
    {
        var fields = new FieldErrors(field + ".");
        var window = fields.Read("window", name => PlainText.OptionalLine(name, Window, 20));
        var reason = Later is null ? null : fields.Read("later.reason", name => PlainText.OptionalLine(name, Later.Reason, Deferral.MaxReason));
        faults.AddRange(fields.All);
        return this with { Window = window, Later = Later is null ? null : Later with { Reason = reason ?? "" } };
    }

    /// <summary>The same text for the same wish, in whatever language one reads.</summary>
    internal string Stamp => string.Create(CultureInfo.InvariantCulture, $"{On:O}|{Window}|{InstallOn:O}|{Later?.NotBefore:O}|{Later?.Reason}");
}

/// <summary>推迟安装: the goods come, and nobody installs them before the buyer says so.</summary>
/// <param name="Reason">Why, for supplier and dispatcher: at most 200 characters.</param>
/// <param name="NotBefore">The first day on which it may be installed; null: on call.</param>
public sealed record Deferral(string Reason, DateOnly? NotBefore = null)
{
    public const int MaxReason = 200;
}

/// <summary>A day on which goods can come.</summary>
/// <param name="Date">A working day on which the site takes goods in.</param>
/// <param name="Windows">The hours in which it does; none: the whole day.</param>
/// <param name="Installations">The days on which they can be installed when they come on this one.</param>
public sealed record DeliveryDay(DateOnly Date, IReadOnlyList<string> Windows, IReadOnlyList<DateOnly> Installations);
