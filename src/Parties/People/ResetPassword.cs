using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>Somebody asked for a new password. The address is looked up on delivery, so that asking is the same for known and unknown ones.</summary>
public sealed record PasswordResetAsked(Guid Document, string Email) : IEvent;

/// <summary>Asks for a link to set a new password. Answers the same for every address.</summary>
public sealed class AskPasswordReset(AppDb db)
{
    public Task Run(string? email, CancellationToken ct = default)
    {
        var address = EmailAddress.Clean("email", email);
        return db.Write(Actor.System(Via.Page), tx =>
        {
            tx.Publish(new PasswordResetAsked(Guid.CreateVersion7(), address));
            return Task.CompletedTask;
        }, ct);
    }
}

/// <summary>Mails the link, if somebody has that address.</summary>
public sealed class MailPasswordReset(AppDb db, OneTimeLinks links, IMailSender mail, PublicAddress site) : IDeliver<PasswordResetAsked>
{
    internal const string Purpose = "reset-password";
    public static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    public async Task Deliver(PasswordResetAsked happened, long messageId, CancellationToken ct)
    {
        var key = EmailAddress.Key(happened.Email);
        var person = await db.Read(Actor.System(), read => read.Set<Person>().FirstOrDefaultAsync(p => p.EmailKey == key, ct), ct);
        if (person is null)
            return;
        var token = links.Make(Purpose, $"{person.Id.Value}|{person.SecurityStamp}", db.Clock.GetUtcNow() + Validity);
        var link = site.To($"/reset?token={token}");
        await mail.Send(new Mail(person.Email, ("设置新密码", "Set a new password"),
            ($"{person.Name}，您好：\n请在一小时内打开以下链接设置新密码，链接只能使用一次。不是您本人申请的，请忽略本邮件。\n{link}",
             $"Dear {person.Name},\nopen this link within an hour to set a new password; it works once. If you did not ask for it, ignore this mail.\n{link}")), messageId, ct);
    }
}

/// <summary>Sets a new password by a mailed link. Every session of the person ends.</summary>
public sealed class ResetPassword(AppDb db, OneTimeLinks links, Passwords passwords, Actors actors)
{
    /// <summary>Refuses with <c>link.void</c> unless the link still works.</summary>
    public async Task<PersonId> Run(string? token, string? password, CancellationToken ct = default)
    {
        var parts = links.Open(MailPasswordReset.Purpose, token).Split('|');
        var (id, stamp) = (new PersonId(Guid.Parse(parts[0])), parts[1]);
        var email = await db.Read(Actor.System(Via.Page), read => read.Set<Person>().Where(p => p.Id == id && p.SecurityStamp == stamp)
            .Select(p => p.Email).FirstOrDefaultAsync(ct), ct) ?? throw Refused.With(PartiesErrors.LinkVoid);
        var hash = passwords.Hash(password, email);
        return await db.Write(Actor.System(Via.Page) with { Person = id, Name = email }, async tx =>
        {
            var person = await tx.Load<Person>(id);
            if (person.SecurityStamp != stamp)
                throw Refused.With(PartiesErrors.LinkVoid);
            person.ChangePassword(hash);
            tx.Log("person", id, "person.password_reset");
            tx.AfterCommit(actors.Forget);
            return id;
        }, ct);
    }
}
