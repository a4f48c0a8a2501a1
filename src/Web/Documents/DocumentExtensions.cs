using Hecai.Parties;
using Hecai.Service;
using Hecai.Web.Api;
using Hecai.Web.Identity;

namespace Hecai.Web.Documents;

/// <summary>Printed documents: their writers and their addresses.</summary>
public static class DocumentExtensions
{
    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PdfFonts>().AddSingleton<AcceptanceNotes>().AddSingleton<AcceptanceNotePdf>();
        return builder;
    }

    public static void MapDocuments(this WebApplication app) =>
        app.MapGet("/work-orders/{id:guid}/acceptance-note.pdf", AcceptanceNote).Needs(ServicePermissions.ViewWork).ExcludeFromDescription();

    private static async Task<IResult> AcceptanceNote(Guid id, HttpContext http, AppDb db, AcceptanceNotes notes, AcceptanceNotePdf pdf, Brands brands, TimeProvider clock, CancellationToken ct)
    {
        var note = await db.Read(http.Actor(), read => notes.Of(read, new WorkOrderId(id)), ct);
        var address = $"{http.Request.Scheme}://{http.Request.Host}/work-orders/{id}/acceptance-note";
        return Results.File(pdf.Write(note, (await brands.Current()).Name, address, clock.GetUtcNow()), "application/pdf", $"{note.Work.AcceptanceNumber}.pdf");
    }
}
