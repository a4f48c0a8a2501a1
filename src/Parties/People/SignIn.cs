using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>
/// Checks e-mail and password. Five wrong ones pause the account for 15 minutes; the answer is the same whether the
/// address is unknown, the password wrong or the account paused. Passkeys work meanwhile, so nobody can lock another out.
/// </summary>
public sealed class SignIn(AppDb db, Passwords passwords)
{
    public const int MaxTries = 5;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>The person, or refuses with <c>sign_in.failed</c>.</summary>
    public async Task<PersonId> Run(string? email, string? password, CancellationToken ct = default)
    {
        var key = EmailAddress.Key(email ?? "");
        var person = await db.Read(Actor.System(Via.Page), read => read.Set<Person>()
            .Where(p => p.EmailKey == key).Select(p => new { p.Id, p.Name, p.PasswordHash }).FirstOrDefaultAsync(ct), ct);
        var platform = Actor.System(Via.Page) with { Person = person?.Id ?? default, Name = person?.Name ?? "" };
        // The try is counted before it is checked, by a conditional update: a hundred guesses at once are still five.
        var allowed = await db.Write(platform, tx => Count(tx, person?.Id ?? default), ct);
        if (!passwords.Fits(allowed ? person?.PasswordHash : null, password))
        {
            await db.Write(platform, tx => PauseAfterTooMany(tx, person?.Id ?? default), ct);
            throw Refused.With(PartiesErrors.SignInFailed);
        }
        await db.Write(platform, tx => tx.Set<Person>().Where(p => p.Id == person!.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.FailedTries, 0).SetProperty(p => p.LockedUntil, (DateTimeOffset?)null), ct), ct);
        return person!.Id;
    }

    private static async Task<bool> Count(Tx tx, PersonId person) => await tx.Set<Person>()
        .Where(p => p.Id == person && p.FailedTries < MaxTries && (p.LockedUntil == null || p.LockedUntil <= tx.Now))
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.FailedTries, p => p.FailedTries + 1), tx.Cancel) == 1;

    private static async Task PauseAfterTooMany(Tx tx, PersonId person)
    {
        var until = tx.Now + Pause;
        var paused = await tx.Set<Person>().Where(p => p.Id == person && p.FailedTries >= MaxTries)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.FailedTries, 0).SetProperty(p => p.LockedUntil, until), tx.Cancel);
        if (paused == 1)
            tx.Log("person", person, "person.paused");
    }
}
