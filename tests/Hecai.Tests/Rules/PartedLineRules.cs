using CsCheck;
using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Web.Portals.Buyer;
using Microsoft.AspNetCore.Http;

namespace Hecai.Tests.Rules;

/// <summary>A line of the checkout in its parts.</summary>
public class PartedLineRules
{
    private static readonly WantedLine Five = new(Id.Named<ListingId>("x"), 5, [new("install", 5), new("pipe", 7)]);

    [Fact]
    public void Parts_share_the_services_by_the_pieces()
    {
        var line = Read(Five, ("take-x-1", "2"), ("take-x-2", "1"));
        Assert.Empty(line.Faults);
        Assert.Equal(["2: install 2, pipe 2", "2: install 2, pipe 3", "1: install 1, pipe 2"], line.Lines().Select(l => $"{l.Quantity}: {string.Join(", ", l.Services.Select(s => $"{s.Code} {s.Quantity}"))}"));
        Assert.Equal(Five with { To = new() }, Assert.Single(Read(Five).Lines()) with { Services = Five.Services });
    }

    [Fact]
    public void A_part_is_taken_off_and_put_back()
    {
        Assert.Equal([3, 2], Quantities(Read(Five, ("split", "x"))));
        Assert.Equal([2, 1, 2], Quantities(Read(Five, ("take-x-1", "1"), ("split", "x"), ("take-x-2", "1"), ("join", "take-x-2"))));
        Assert.Equal([1], Quantities(Read(Five with { Quantity = 1 }, ("split", "x"))));
    }

    [Theory, InlineData("0"), InlineData("5"), InlineData("-1"), InlineData("1,5"), InlineData("")]
    public void What_leaves_nothing_of_the_whole_is_a_fault_at_its_field_and_stays_as_typed(string said)
    {
        var line = Read(Five, ("take-x-1", said));
        Assert.Equal("take-x-1", Assert.Single(line.Faults).Field);
        Assert.Equal(said, line.Parts[1].Said);
    }

    [Fact]
    public void However_a_line_is_parted_its_parts_are_the_whole() =>
        Gen.Select(Gen.Int[1, 60].List[0, 5], Gen.Int[1, 500]).Sample((takes, metres) =>
        {
            var whole = new WantedLine(Id.Named<ListingId>("x"), takes.Sum() + 1, [new("pipe", metres)]);
            var lines = Read(whole, [.. takes.Select((take, i) => ($"take-x-{i + 1}", take.ToString(System.Globalization.CultureInfo.InvariantCulture)))]).Lines();
            return lines.Sum(l => l.Quantity) == whole.Quantity && lines.Sum(l => l.Services.Sum(s => s.Quantity)) == metres;
        });

    private static PartedLine Read(WantedLine whole, params (string Name, string Value)[] fields) =>
        PartedLine.Read("x", whole, null, new FormCollection(fields.ToDictionary(f => f.Name, f => new Microsoft.Extensions.Primitives.StringValues(f.Value))));

    private static IEnumerable<int> Quantities(PartedLine line) => line.Parts.Select(p => p.Quantity);
}
