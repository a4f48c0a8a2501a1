using System.Text;
using Hecai.Purchasing;

namespace Hecai.Tests.Rules;

/// <summary>Lists of part numbers as people bring them: what can be read for certain is, what cannot is told.</summary>
public sealed class LineSheetRules
{
    [Theory]
    [InlineData("YL-KFR-72QW/A1, 5", "YL-KFR-72QW/A1", "5", null)]
    [InlineData("YL-KFR-72QW/A1，5", "YL-KFR-72QW/A1", "5", null)]
    [InlineData("YL-KFR-72QW/A1;5", "YL-KFR-72QW/A1", "5", null)]
    [InlineData("YL-KFR-72QW/A1\t5", "YL-KFR-72QW/A1", "5", null)]
    [InlineData("  YL-KFR-72QW/A1   5 ", "YL-KFR-72QW/A1", "5", null)]
    [InlineData("Aqua 5 XL 12", "Aqua 5 XL", "12", null)]
    [InlineData("BY-SH18", "BY-SH18", "", "input.required")]
    [InlineData("BY-SH18 1,5", "BY-SH18", "1,5", "count.malformed")]
    [InlineData("BY-SH18;1,5", "BY-SH18", "1,5", "count.malformed")]
    [InlineData("BY-SH18\t1.234", "BY-SH18", "1.234", "count.fractional")]
    [InlineData("BY-SH18,1,000", "BY-SH18", "1,000", "count.malformed")]
    [InlineData("BY-SH18,0", "BY-SH18", "0", "count.not_positive")]
    [InlineData("BY-SH18 1000000", "BY-SH18", "1000000", "count.too_large")]
    [InlineData(", 5", "", "5", "input.required")]
    public void A_pasted_line_is_a_part_number_and_a_quantity_or_says_why_not(string text, string part, string quantity, string? code)
    {
        var sheet = LineSheet.OfText(text);
        var line = Assert.Single(sheet.Lines(new LineColumns(false, 0, 1)));
        Assert.Equal((part, quantity, code), (line.PartNumber, line.Quantity, line.Fault?.Error.Code));
    }

    [Fact]
    public void Lines_keep_their_numbers_and_what_is_beyond_the_limit_is_counted()
    {
        var sheet = LineSheet.OfText("A1 1\n\n  \r\nB2 2\n");
        Assert.Equal([(1L, "A1"), (4L, "B2")], sheet.Lines(sheet.Guess()).Select(l => (l.Line, l.PartNumber)));
        Assert.Equal((LineSheet.MaxRows, 3), LineSheet.OfText(string.Join('\n', Enumerable.Range(1, LineSheet.MaxRows + 3).Select(i => $"P{i} 1"))) is var long_ ? (long_.Rows.Count, long_.Beyond) : default);
    }

    [Theory]
    [InlineData("型号,名称,数量\nA1,风机,2", true, 0, 2)]
    [InlineData("Qty,Part No\n2,A1", true, 1, 0)]
    [InlineData("名称,物料编码,备注\n风机,A1,急", true, 1, null)]
    [InlineData("A1,风机,2\nB2,水泵,3", false, null, 2)]
    [InlineData("A1,3,2\nB2,4,3", false, null, null)]
    public async Task Columns_are_guessed_from_the_header_and_never_from_chance(string csv, bool header, int? part, int? quantity)
    {
        var sheet = await LineSheet.OfFile(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "list.csv", default);
        Assert.Equal(new LineColumns(header, part, quantity), sheet.Guess());
    }

    [Fact]
    public async Task Another_encoding_and_what_is_no_sheet_is_refused_clearly()
    {
        byte[] gbk = [0xD0, 0xCD, 0xBA, 0xC5, (byte)',', 0xCA, 0xFD, 0xC1, 0xBF, (byte)'\n', (byte)'A', (byte)',', (byte)'1'];
        await SheetErrors.Encoding.RefusesAsync(() => LineSheet.OfFile(new MemoryStream(gbk), "gbk.csv", default));
        await SheetErrors.Encoding.RefusesAsync(() => LineSheet.OfFile(new MemoryStream(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("型号,数量\nA,1")).ToArray()), "utf16.csv", default));
        await SheetErrors.Format.RefusesAsync(() => LineSheet.OfFile(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0, 0]), "old.xls", default));
        await SheetErrors.Archive.RefusesAsync(() => LineSheet.OfFile(new MemoryStream([(byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0]), "torn.xlsx", default));
    }

    [Fact]
    public async Task A_cell_that_is_a_formula_is_not_read()
    {
        var sheet = await LineSheet.OfFile(new MemoryStream(Workbook.Of("""<row r="1"><c r="A1" t="inlineStr"><is><t>型号</t></is></c><c r="B1" t="inlineStr"><is><t>数量</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c><c r="B2"><f>1+2</f><v>3</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>B2</t></is></c><c r="B3"><v>4</v></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>C3</t></is></c><c r="B4"><v>1.5</v></c></row>""")), "list.xlsx", default);
        Assert.Equal([("A1", "import.formula"), ("B2", null), ("C3", "count.fractional")], sheet.Lines(sheet.Guess()).Select(l => (l.PartNumber, l.Fault?.Error.Code)));
        var text = LineSheet.OfText("=HYPERLINK(\"x\")\t1");
        Assert.Equal("import.formula", text.Lines(text.Guess()).Single().Fault?.Error.Code);
        WholeRun.Refused("import.formula");
    }
}

/// <summary>The smallest workbook that holds these rows.</summary>
internal static class Workbook
{
    public static byte[] Of(string rows)
    {
        using var file = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Add("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Add("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            Add("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>""");
            void Add(string name, string text)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return file.ToArray();
    }
}
