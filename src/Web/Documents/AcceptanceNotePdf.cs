using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Documents;

/// <summary>The acceptance note as a PDF, with the same content as its page.</summary>
public sealed class AcceptanceNotePdf(PdfFonts fonts)
{
    /// <param name="note">What is printed.</param>
    /// <param name="platform">The operator's name for the platform, at the head.</param>
    /// <param name="address">Where the original can be checked; it goes into the QR code.</param>
    /// <param name="printed">The moment of printing.</param>
    public byte[] Write(AcceptanceNote note, Text platform, string address, DateTimeOffset printed)
    {
        var work = note.Work;
        using var paper = new PdfPaper(fonts.Face);
        paper.Letter(platform.ToString(), L("设备验收单", "Acceptance note"), work.AcceptanceNumber!,
            $"{L("工单", "Work order")} {work.Number}　{L("订单", "Order")} {work.PurchaseOrderNumber}　{Formats.Date(work.AcceptedAt!.Value)}", new QrCode(address));
        paper.Heading(L("各方", "Parties"));
        paper.Facts(
        [
            (L("要货方", "Buyer"), work.BuyerName), (L("供应商", "Supplier"), work.SupplierName),
            (L("验收地点", "Site"), work.Site.ToString()), (L("服务商", "Provider"), work.ProviderName ?? "—"),
            (L("安装日期", "Installed"), work.DoneAt is { } done ? Formats.Date(done) : "—"), (L("技师", "Technician"), work.TechnicianName ?? "—"),
        ]);
        paper.Heading(L("验收内容", "Accepted"));
        List<PdfColumn> columns = [new(L("序", "No."), 1), new(L("名称与型号", "Item"), 8), new(L("验收数量", "Quantity"), 2.2f, true)];
        if (note.HasPrices)
            columns.AddRange([new(L("单价（元）", "Price (CNY)"), 2.8f, true), new(L("验收金额（元）", "Amount (CNY)"), 3.2f, true)]);
        var rows = note.Lines.Select(l => (IReadOnlyList<string>)[l.Number.ToString(), $"{l.Name}\n{l.PartNumber}".TrimEnd(), $"{l.Quantity} {Components.Formats.Unit(l.Unit)}", .. Amounts(l)]).ToList();
        if (note.HasPrices)
            rows.Add(["", L("合计（含税）", "Total incl. tax"), "", "", Formats.Money(note.Total.Minor)]);
        paper.Table(columns, rows);
        foreach (var table in note.Readings.Where(t => t.Items.Count > 0))
        {
            paper.Heading(L($"调试读数：{table.Name}", $"Readings: {table.Name}"));
            paper.Table([.. table.Items.Select(i => new PdfColumn(i.Unit is null ? i.Name.ToString() : L($"{i.Name}（{i.Unit}）", $"{i.Name} ({i.Unit})"), i.Unit is null ? 3 : 2, i.Unit is not null)), new(L("结论", "Verdict"), 1.8f)], table.Rows);
        }
        if (note.Remarks.Count > 0)
        {
            paper.Heading(L("说明", "Remarks"));
            foreach (var (where, says) in note.Remarks)
                paper.Paragraph($"{where}：{says}");
        }
        paper.Heading(L("结论", "Verdict"));
        paper.Paragraph(L("验收通过。", "Accepted. ") + (note.WarrantyUntil is { } until ? L($"设备质保自 {Formats.Date(work.AcceptedAt!.Value)} 起，整机至 {Formats.Date(until)}。", $"Warranty from {Formats.Date(work.AcceptedAt!.Value)}, whole machine until {Formats.Date(until)}.") : ""));
        paper.Signatures(
        [
            (work.Signature, $"{L("现场签字", "Signed on site")} {work.SignerName}", work.DoneAt is { } at ? Formats.Time(at) : ""),
            (null, $"{L("验收", "Accepted by")} {work.AcceptedByName}", $"{Formats.Time(work.AcceptedAt!.Value)} {L("账号确认", "by account")}"),
            (null, $"{L("服务商", "Provider")} {work.TechnicianName}", work.ProviderName ?? ""),
        ]);
        return paper.Write($"{work.AcceptanceNumber}", $"{work.AcceptanceNumber}　{L("打印于", "printed")} {Formats.Time(printed)}");
    }

    private static IEnumerable<string> Amounts(AcceptedLine line) =>
        line is { UnitPrice: { } price, Amount: { } amount } ? [Formats.Money(price.Minor), Formats.Money(amount.Minor)] : [];
}
