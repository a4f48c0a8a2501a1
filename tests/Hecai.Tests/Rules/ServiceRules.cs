using Hecai.Catalogue;
using Hecai.Fulfilment;
using Hecai.Service;
using Checklist = Hecai.Service.Checklist;

namespace Hecai.Tests.Rules;

public class ServiceRules
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);      // 09:00 in China
    private static readonly CheckItem Voltage = new("voltage", ("电压", "Voltage"), CheckKind.Reading, true, "V", 198, 242);
    private static readonly CheckItem Drain = new("drain", ("排水", "Drain"), CheckKind.YesNo, true);
    private static readonly CheckItem Serial = new("serial", ("序列号", "Serial"), CheckKind.Serial, true);

    private static DateTimeOffset At(int hour, int minute = 0, int day = 23) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(8));
    private static VisitSlot Slot(int from, int to) => VisitSlot.Of(At(from), At(to), Now);

    [Theory, InlineData("198"), InlineData("242"), InlineData("226.4"), InlineData(" 220.0000 ")]
    public void A_reading_within_its_limits_is_kept(string reading) => Assert.True(CheckRules.Judge(Voltage, new(Reading: reading), "f").Within);

    [Theory, InlineData("197.99"), InlineData("242.0001"), InlineData("-220")]
    public void A_reading_outside_needs_a_remark(string reading)
    {
        Assert.Equal("f.remark", Assert.Single(ServiceErrors.RemarkRequired.Refuses(() => CheckRules.Judge(Voltage, new(Reading: reading), "f")).Fields).Field);
        Assert.False(CheckRules.Judge(Voltage, new(Reading: reading, Remark: "已换稳压器"), "f").Within);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("NaN"), InlineData("1e3"), InlineData("1,5"), InlineData("２２０"), InlineData("220.00001"), InlineData("12345678901"), InlineData("0x10"), InlineData("+5")]
    public void What_is_no_number_is_refused(string? reading) => ServiceErrors.ReadingRequired.Refuses(() => CheckRules.Judge(Voltage, new(Reading: reading), "f"));

    [Fact]
    public void A_no_needs_a_remark_and_an_empty_answer_is_none()
    {
        ServiceErrors.RemarkRequired.Refuses(() => CheckRules.Judge(Drain, new(Yes: false), "f"));
        KernelErrors.Required.Refuses(() => CheckRules.Judge(Drain, new(), "f"));
        Assert.True(CheckRules.Judge(Drain, new(Yes: true), "f").Within);
    }

    [Fact]
    public void Serial_numbers_are_the_same_however_they_were_typed() =>
        Assert.Equal("YLK72QA26B11842", CheckRules.Judge(Serial, new(Text: " ylk72ＱＡ26b11842 "), "f").Text);

    [Fact]
    public void Limits_relative_to_a_rating_follow_the_product()
    {
        var list = ServiceKinds.Checklist("split")!;
        var current = Checklists.Fix(list, attribute => attribute == "rated_current" ? 4.7m : null).Find("current")!;
        Assert.Equal((1.18m, 5.41m), (current.Min, current.Max));
        Assert.Null(Checklists.Fix(list, _ => null).Find("current")!.Range);
        Assert.Equal("place", Checklists.Fix(list, _ => null).Items[0].Code);
    }

    [Fact]
    public void Every_checklist_of_the_catalogue_can_be_fixed()
    {
        foreach (var category in ServiceKinds.All)
            Assert.NotNull(category.Name.Zh);
        foreach (var code in new[] { "split", "vrf", "vrf-indoor", "chiller", "precision", "ventilation", "heatpump-water", "water-electric", "gas", "plug", "service" })
            Assert.NotEmpty(Checklists.Fix(ServiceKinds.Checklist(code)!, _ => 1).Items);
    }

    [Fact]
    public void Visits_overlap_when_they_share_a_moment()
    {
        Assert.True(Slot(9, 12).Overlaps(Slot(11, 13)));
        Assert.True(Slot(9, 12).Overlaps(Slot(10, 11)));
        Assert.False(Slot(9, 12).Overlaps(Slot(12, 13)));
        Assert.Empty(Slot(9, 12).Quarters().Intersect(Slot(12, 13).Quarters()));
        Assert.Equal(12, Slot(9, 12).Quarters().Count());
    }

    [Fact]
    public void Visits_are_quarter_hours_of_one_future_day()
    {
        ServiceErrors.SlotQuarter.Refuses(() => VisitSlot.Of(At(9, 10), At(12), Now));
        ServiceErrors.SlotOrder.Refuses(() => VisitSlot.Of(At(12), At(9), Now));
        ServiceErrors.SlotLength.Refuses(() => VisitSlot.Of(At(8), At(21), Now));
        ServiceErrors.SlotLength.Refuses(() => VisitSlot.Of(At(20), At(4, day: 24), Now));
        ServiceErrors.SlotPast.Refuses(() => VisitSlot.Of(At(9, day: 21), At(12, day: 21), Now));
        Assert.Equal(240, VisitSlot.Of(At(20), At(0, day: 24), Now).Minutes);
    }

    [Fact]
    public void The_first_gap_of_the_day_is_found()
    {
        var day = new DateOnly(2026, 11, 23);
        Assert.Equal(At(8), Fitting.Gap(day, 120, [], Now)!.Value.Start);
        Assert.Equal(At(12), Fitting.Gap(day, 120, [Slot(8, 10), Slot(11, 12)], Now)!.Value.Start);
        Assert.Equal(At(10), Fitting.Gap(day, 60, [Slot(8, 10), Slot(11, 12)], Now)!.Value.Start);
        Assert.Null(Fitting.Gap(day, 120, [Slot(8, 17)], Now));
        Assert.Equal(At(9, 15, 22), Fitting.Gap(new(2026, 11, 22), 60, [], Now.AddMinutes(7))!.Value.Start);
    }

    [Fact]
    public void The_innermost_area_wins_then_the_least_busy()
    {
        var (a, b, c) = (Id.Named<OrganizationId>("a"), Id.Named<OrganizationId>("b"), Id.Named<OrganizationId>("c"));
        var street = Regions.ByPath("江苏省 苏州市 姑苏区 平江街道").Code;
        ProviderCandidate Of(OrganizationId id, string area, int open) => new(id, "", area, open);
        Assert.Equal(b, ProviderChoice.Best([Of(a, "32", 0), Of(b, "3205", 9)], street)!.Provider);
        Assert.Equal(a, ProviderChoice.Best([Of(a, "3205", 2), Of(b, "3205", 3), Of(c, "32", 0)], street)!.Provider);
        Assert.Null(ProviderChoice.Best([Of(a, "44", 0)], street));
        Assert.Null(ProviderChoice.Best([Of(a, "32", 0)], "999999999"));
    }

    [Theory, InlineData(20, 5, new long[] { 1, 3, 1 }), InlineData(1, 3, new long[] { 1, 1, 1 }), InlineData(7, 3, new long[] { 2, 1 }), InlineData(999_999, 999_999, new long[] { 1, 999_998 })]
    public void Shares_of_a_service_sum_to_the_whole(long total, long whole, long[] parts)
    {
        var (before, taken) = (0L, 0L);
        foreach (var part in parts)
        {
            taken += ServiceShare.Of(total, whole, before, part, taken);
            before += part;
        }
        Assert.Equal(total, taken);
    }

    [Fact]
    public void Signatures_are_rewritten_within_their_box()
    {
        Assert.Equal("M10 20L340 0L0 140L5.5 6", SignaturePath.Of("s", "M10.0 20L999.9 -3L-12 900.25L5.5 6"));
        foreach (var bad in new[] { null, "", "M1 1", "M1 1L2 2", "M1 1L2 2L3 3L4 4<script>", "L1 1L2 2L3 3L4 4", "M1,1L2,2L3,3L4,4", "M1 1C1 1 2 2 3 3", "M1 1L2 2L3 3L1e5 4", new string('M', 50_000) })
            ServiceErrors.Signature.Refuses(() => SignaturePath.Of("s", bad));
    }

    [Fact]
    public void What_is_missing_is_named_unit_by_unit()
    {
        var list = new Checklist("x", "e", ("表", "list"), [Voltage, Drain, Serial with { Required = false }]);
        var missing = Progress.Missing([(1, 2, list)], new HashSet<(int, int, string)> { (1, 1, "voltage"), (1, 1, "drain"), (1, 2, "drain") });
        Assert.Equal((1, 2, "voltage"), (missing.Single().Line, missing.Single().Unit, missing.Single().Item));
    }

    [Fact]
    public void Files_are_known_by_their_bytes()
    {
        Assert.Equal(FileKind.Jpeg, FileKind.Of([0xFF, 0xD8, 0xFF, 0xE0]));
        Assert.Equal(FileKind.Pdf, FileKind.Of("%PDF-1.7"u8));
        Assert.Null(FileKind.Of("<svg onload=alert(1)>"u8));
        Assert.Null(FileKind.Of("GIF89a"u8));
        Assert.Null(FileKind.Of([]));
        Assert.Null(FileKind.Of("RIFF\0\0\0\0WAVEfmt "u8));
    }

    [Fact]
    public void Photos_lose_what_says_where_they_were_taken()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xE1, 0, 6, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0xFF, 0xDB, 0, 3, 7, 0xFF, 0xDA, 0, 2, 9, 9, 0xFF, 0xD9];
        Assert.Equal(Convert.ToHexString([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xDB, 0, 3, 7, 0xFF, 0xDA, 0, 2, 9, 9, 0xFF, 0xD9]), Convert.ToHexString(JpegMetadata.Strip(jpeg).Span));
        byte[] broken = [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1];
        Assert.Equal(broken, JpegMetadata.Strip(broken).ToArray());
    }
}
