namespace Hecai.Web.Portals.Shared;

/// <summary>
/// A page that takes a sheet: first what it would change, then all of it. A browser does not give a chosen file back, so the page carries it
/// from the check to the writing: ten thousand rows are less than a megabyte as XLSX.
/// </summary>
public abstract class SheetPage : ActingPage
{
    /// <summary>The most bytes of a file, and how many rows of the answer are shown.</summary>
    protected const int MaxFile = 2 << 20, Shown = 200;

    /// <summary>The file in base64 as the page carries it, and what its sender calls it.</summary>
    protected string? Content { get; private set; }
    protected string? FileName { get; private set; }

    protected override Task OnInitializedAsync()
    {
        (Content, FileName) = (Sent("content"), Sent("name"));
        return Task.CompletedTask;
    }

    /// <summary>Takes the file that was chosen in the field <c>file</c>; refused when there is none, or when it is too large to be carried.</summary>
    protected async Task Carry()
    {
        var file = Context.Request.Form.Files["file"];
        if (file is not { Length: > 0 })
            throw Refused.Field("file", KernelErrors.Required);
        if (file.Length > MaxFile)
            throw Refused.Field("file", SheetErrors.Limit, $"{MaxFile >> 20} MB");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Context.RequestAborted);
        (Content, FileName) = (Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length), file.FileName);
    }

    /// <summary>The file that is carried.</summary>
    protected MemoryStream Carried()
    {
        var bytes = new byte[Content?.Length ?? 0];
        return Convert.TryFromBase64String(Content ?? "", bytes, out var length) ? new MemoryStream(bytes, 0, length) : throw Refused.Field("file", KernelErrors.Required);
    }
}
