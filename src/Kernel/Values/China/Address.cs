using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Hecai;

/// <summary>Where goods and technicians go: a division down to the street, a detail line, and whom to ask for.</summary>
[JsonConverter(typeof(AddressJson))]
public sealed partial record Address
{
    public const int MaxDetail = 120, MaxContact = 40, MaxPhone = 30;

    private Address(string regionCode, string detail, string contact, string phone) =>
        (RegionCode, Detail, Contact, Phone) = (regionCode, detail, contact, phone);

    /// <summary>The code of the street or town; of the district where it has none.</summary>
    public string RegionCode { get; private init; }

    /// <summary>Road, number, building, room: 1 to 120 characters.</summary>
    public string Detail { get; private init; }

    /// <summary>Whom to ask for: 1 to 40 characters.</summary>
    public string Contact { get; private init; }

    /// <summary>A mainland mobile or landline number, 400 number, or an international one beginning with +.</summary>
    public string Phone { get; private init; }

    /// <summary>
    /// Checks all four and refuses with every field at fault: <c>regionCode</c> (<c>region.unknown</c>, <c>address.region_incomplete</c> when
    /// a lower level exists), <c>detail</c>, <c>contact</c>, <c>phone</c> (<c>address.phone</c>), each after <paramref name="prefix"/>.
    /// </summary>
    public static Address Of(string? regionCode, string? detail, string? contact, string? phone, string prefix = "")
    {
        var fields = new FieldErrors(prefix);
        var region = fields.Read("regionCode", _ => Innermost(regionCode));
        var line = fields.Read("detail", name => PlainText.Line(name, detail, MaxDetail));
        var person = fields.Read("contact", name => PlainText.Line(name, contact, MaxContact));
        var number = fields.Read("phone", name => Number(PlainText.Line(name, phone, MaxPhone)));
        fields.Demand();
        return new(region.Code, line!, person!, number!);
    }

    /// <summary>The division of <see cref="RegionCode"/>.</summary>
    public Region Region() => Regions.Of(RegionCode);

    /// <summary>As it is written on a parcel: "江苏省 苏州市 姑苏区 平江街道 干将东路 1 号".</summary>
    public override string ToString() => $"{Regions.Find(RegionCode)?.Path} {Detail}";

    private static Region Innermost(string? code)
    {
        var region = Regions.Of(string.IsNullOrEmpty(code) ? throw Refused.With(KernelErrors.Required) : code);
        return region.Level < RegionLevel.District || region.Children.Count > 0
            ? throw Refused.With(ValueErrors.RegionTooWide, region.Path)
            : region;
    }

    private static string Number(string phone) =>
        Telephone().IsMatch(phone) ? phone : throw Refused.With(ValueErrors.Phone, phone);

    // Mobile; landline with area code and extension; 400 and 800 services; E.164.
    [GeneratedRegex(@"\A((\+86[ -]?)?1[3-9][0-9]{9}|0[0-9]{2,3}[ -]?[0-9]{7,8}(-[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}|\+[1-9][0-9 -]{5,18})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
