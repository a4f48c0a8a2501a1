using Hecai.Purchasing;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared;

/// <summary>How pages name scenarios and the measures of packages.</summary>
internal static class PackageWords
{
    public static string Of(PackageScenario scenario) => scenario switch
    {
        PackageScenario.Branch => L("银行网点", "Bank branch"),
        PackageScenario.Canteen => L("员工食堂", "Staff canteen"),
        PackageScenario.Dormitory => L("宿舍", "Dormitory"),
        PackageScenario.MachineRoom => L("机房", "Machine room"),
        _ => L("办公室", "Office"),
    };

    public static string Of(PackageMeasure measure) => measure switch
    {
        PackageMeasure.Person => L("人", "persons"),
        PackageMeasure.Room => L("间", "rooms"),
        _ => L("个网点", "sites"),
    };

    /// <summary>So many rooms: 6 间, 1 room.</summary>
    public static string Units(int units, PackageMeasure measure) =>
        L($"{units} {Of(measure)}", Words.Many(units, measure switch { PackageMeasure.Person => "person", PackageMeasure.Room => "room", _ => "site" }));

    /// <summary>So many for every so many: 每 20 人 1 台.</summary>
    /// <param name="line">Of a package.</param>
    /// <param name="measure">Of the package.</param>
    /// <param name="unit">The product's unit of sale; null where the product is gone.</param>
    public static string Each(PackageLine line, PackageMeasure measure, string? unit) => measure switch
    {
        _ when line.Every > 1 => L($"每 {line.Every} {Of(measure)} {line.Quantity} {unit}", $"{line.Quantity} for every {line.Every} {Of(measure)}"),
        PackageMeasure.Person => L($"每人 {line.Quantity} {unit}", $"{line.Quantity} a person"),
        PackageMeasure.Room => L($"每间 {line.Quantity} {unit}", $"{line.Quantity} a room"),
        _ => L($"每个网点 {line.Quantity} {unit}", $"{line.Quantity} a site"),
    };

    public static string By(PackageMeasure measure) => measure switch
    {
        PackageMeasure.Person => L("按人数", "By persons"),
        PackageMeasure.Room => L("按房间数", "By rooms"),
        _ => L("按网点数", "By sites"),
    };

    public static IReadOnlyList<Choice> Scenarios => [.. Enum.GetValues<PackageScenario>().Select(s => new Choice(s.ToString(), Of(s)))];
    public static IReadOnlyList<Choice> Measures => [.. Enum.GetValues<PackageMeasure>().Select(m => new Choice(m.ToString(), By(m)))];

    /// <summary>What an address or a form chose; null where it chose nothing.</summary>
    public static T? Chosen<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
