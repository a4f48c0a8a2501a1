using System.Globalization;
using System.Text;

namespace Hecai;

/// <summary>A message to one person, as plain text. Both languages stand in it, because nobody knows which one the reader has.</summary>
public sealed record Mail(string To, Text Subject, Text Body);

/// <summary>The way out for mail. Called by outbox deliveries only: at least once, and never inside a transaction.</summary>
public interface IMailSender
{
    /// <param name="mail">What to send.</param>
    /// <param name="messageId">The same for every repetition of one message, so that a mail server can drop the second.</param>
    /// <param name="ct">Stops the sending.</param>
    Task Send(Mail mail, long messageId, CancellationToken ct);
}

/// <summary>The address under which people reach this installation; configured, never taken from a request, whose host an attacker writes.</summary>
public sealed record PublicAddress(Uri Root)
{
    public bool IsHttps => Root.Scheme == Uri.UriSchemeHttps;

    public string To(string path) => new Uri(Root, path).ToString();
}

/// <summary>Writes each mail as an .eml file (RFC 5322) into a folder: the default, until an operator configures a mail server.</summary>
public sealed class MailFolder(string folder, TimeProvider clock) : IMailSender
{
    public async Task Send(Mail mail, long messageId, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{messageId:D8}.eml");
        // Written beside and moved, so that whoever watches the folder never reads half a mail; a repetition replaces the first.
        await File.WriteAllTextAsync(file + ".part", Written(mail, messageId), ct);
        File.Move(file + ".part", file, overwrite: true);
    }

    private string Written(Mail mail, long messageId)
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{mail.Body.Zh}\n\n---\n\n{mail.Body.En}\n"), Base64FormattingOptions.InsertLineBreaks);
        return string.Join("\r\n",
            $"Date: {clock.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}",
            "From: =?utf-8?B?5ZCI6YeH?= <no-reply@hecai.invalid>",
            $"To: <{mail.To}>",
            $"Subject: {Word(mail.Subject.Zh)} {Word(" / " + mail.Subject.En)}",
            $"Message-ID: <{messageId}@hecai.invalid>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "", body, "");
    }

    // RFC 2047: an encoded word is at most 75 characters, so long subjects become several.
    private static string Word(string text) => string.Join(' ', text.EnumerateRunes().Chunk(12)
        .Select(chunk => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(chunk)))}?="));
}
