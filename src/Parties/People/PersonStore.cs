using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>
/// Persons as ASP.NET Core Identity sees them: it brings WebAuthn and the cookies. Everything is read and written through
/// <see cref="AppDb"/>, so that audit and the write gate hold; persons are made by invitation only, never here.
/// </summary>
public sealed class PersonStore(AppDb db) : IUserPasswordStore<Person>, IUserEmailStore<Person>, IUserSecurityStampStore<Person>, IUserLockoutStore<Person>, IUserPasskeyStore<Person>
{
    private static readonly Actor Platform = Actor.System(Via.Page);

    public Task<IdentityResult> CreateAsync(Person user, CancellationToken ct) => throw new NotSupportedException("A person joins by accepting an invitation.");
    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken ct) => throw new NotSupportedException("Persons stay: documents and the audit trail name them.");

    /// <summary>Writes what Identity changed; refuses as Identity expects it when somebody was faster.</summary>
    public async Task<IdentityResult> UpdateAsync(Person user, CancellationToken ct) => await db.Write(user.Themselves(), async tx =>
    {
        var person = await tx.Load<Person>(user.Id);
        if (person.Version != user.Version)
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        (person.PasswordHash, person.SecurityStamp) = (user.PasswordHash, user.SecurityStamp);
        (person.FailedTries, person.LockedUntil) = (user.FailedTries, user.LockedUntil);
        return IdentityResult.Success;
    }, ct);

    public Task<Person?> FindByIdAsync(string userId, CancellationToken ct) =>
        Guid.TryParse(userId, out var id) ? db.Read(Platform, read => read.Find<Person>(new PersonId(id)), ct) : Task.FromResult<Person?>(null);
    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken ct) => FindByEmailAsync(normalizedUserName, ct);
    public Task<Person?> FindByEmailAsync(string normalizedEmail, CancellationToken ct) =>
        db.Read(Platform, read => read.Set<Person>().FirstOrDefaultAsync(p => p.EmailKey == normalizedEmail, ct), ct);

    public Task<string> GetUserIdAsync(Person user, CancellationToken ct) => Task.FromResult(user.Id.Value.ToString());
    public Task<string?> GetUserNameAsync(Person user, CancellationToken ct) => Task.FromResult<string?>(user.Email);
    public Task SetUserNameAsync(Person user, string? userName, CancellationToken ct) => SetEmailAsync(user, userName, ct);
    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken ct) => Task.FromResult<string?>(user.EmailKey);
    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken ct) => Task.CompletedTask;

    public Task<string?> GetEmailAsync(Person user, CancellationToken ct) => Task.FromResult<string?>(user.Email);
    public Task SetEmailAsync(Person user, string? email, CancellationToken ct) => throw new NotSupportedException("An address is proved by mail before it changes.");
    public Task<bool> GetEmailConfirmedAsync(Person user, CancellationToken ct) => Task.FromResult(true);
    public Task SetEmailConfirmedAsync(Person user, bool confirmed, CancellationToken ct) => Task.CompletedTask;
    public Task<string?> GetNormalizedEmailAsync(Person user, CancellationToken ct) => Task.FromResult<string?>(user.EmailKey);
    public Task SetNormalizedEmailAsync(Person user, string? normalizedEmail, CancellationToken ct) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Person user, CancellationToken ct) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Person user, CancellationToken ct) => Task.FromResult(user.PasswordHash is not null);
    public Task SetPasswordHashAsync(Person user, string? passwordHash, CancellationToken ct) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetSecurityStampAsync(Person user, CancellationToken ct) => Task.FromResult<string?>(user.SecurityStamp);
    public Task SetSecurityStampAsync(Person user, string stamp, CancellationToken ct) => Set(() => user.SecurityStamp = stamp);

    public Task<int> GetAccessFailedCountAsync(Person user, CancellationToken ct) => Task.FromResult(user.FailedTries);
    public Task<int> IncrementAccessFailedCountAsync(Person user, CancellationToken ct) => Task.FromResult(++user.FailedTries);
    public Task ResetAccessFailedCountAsync(Person user, CancellationToken ct) => Set(() => user.FailedTries = 0);
    public Task<bool> GetLockoutEnabledAsync(Person user, CancellationToken ct) => Task.FromResult(true);
    public Task SetLockoutEnabledAsync(Person user, bool enabled, CancellationToken ct) => Task.CompletedTask;
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Person user, CancellationToken ct) => Task.FromResult(user.LockedUntil);
    public Task SetLockoutEndDateAsync(Person user, DateTimeOffset? lockoutEnd, CancellationToken ct) => Set(() => user.LockedUntil = lockoutEnd);

    public Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken ct) => db.Write(user.Themselves(), async tx =>
    {
        var id = Base64Url.EncodeToString(passkey.CredentialId);
        if (await tx.Set<Passkey>().FirstOrDefaultAsync(k => k.Id == id && k.PersonId == user.Id, ct) is { } known)
            known.Take(passkey);
        else
            tx.Add(Passkey.Of(user.Id, id, passkey));
    }, ct);

    public Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken ct) => db.Write(user.Themselves(), async tx =>
    {
        var id = Base64Url.EncodeToString(credentialId);
        if (await tx.Set<Passkey>().FirstOrDefaultAsync(k => k.Id == id && k.PersonId == user.Id, ct) is { } known)
            tx.Remove(known);
    }, ct);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken ct) =>
        [.. (await db.Read(Platform, read => read.Set<Passkey>().Where(k => k.PersonId == user.Id).OrderBy(k => k.CreatedAt).ToListAsync(ct), ct)).Select(k => k.ToInfo())];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Person user, byte[] credentialId, CancellationToken ct)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return (await db.Read(Platform, read => read.Set<Passkey>().FirstOrDefaultAsync(k => k.Id == id && k.PersonId == user.Id, ct), ct))?.ToInfo();
    }

    public Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken ct)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return db.Read(Platform, read => read.Set<Person>().FirstOrDefaultAsync(p => p.Passkeys.Any(k => k.Id == id), ct), ct);
    }

    public void Dispose() { }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
