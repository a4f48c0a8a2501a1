using System.Buffers.Text;
using Hecai.Parties;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Hecai.Web.Identity;

/// <summary>A passkey as its owner sees it.</summary>
public sealed record PasskeyRow(string Id, string? Name, DateTimeOffset CreatedAt);

/// <summary>Passkeys (WebAuthn level 3) of persons: made, used, removed. Identity checks the cryptography.</summary>
public sealed class Passkeys(UserManager<Person> persons, SignInManager<Person> signIn)
{
    public const int Max = 10;

    public async Task<IReadOnlyList<PasskeyRow>> Of(PersonId id) =>
        [.. (await persons.GetPasskeysAsync(await Person(id))).Select(k => new PasskeyRow(Base64Url.EncodeToString(k.CredentialId), k.Name, k.CreatedAt))];

    /// <summary>What the browser needs to make a passkey, as JSON; the challenge stays in a sealed cookie.</summary>
    public async Task<string> CreationOptions(PersonId id)
    {
        var person = await Person(id);
        return await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id.Value.ToString(), Name = person.Email, DisplayName = person.Name });
    }

    /// <summary>What the browser needs to use one; names nobody, so that it tells nothing of who has an account.</summary>
    public Task<string> RequestOptions() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Adds the passkey that the browser made; refuses <c>sign_in.passkey_failed</c> when it does not answer our challenge for this person.</summary>
    public async Task Add(PersonId id, string? credential, string? name)
    {
        var person = await Person(id);
        var attestation = await Checked(() => signIn.PerformPasskeyAttestationAsync(credential ?? ""));
        if (attestation is not { Succeeded: true, Passkey: { } passkey } || attestation.UserEntity.Id != person.Id.Value.ToString() || (await Of(id)).Count >= Max)
            throw Refused.With(PartiesErrors.PasskeyFailed);
        passkey.Name = PlainText.OptionalLine("name", name, Hecai.Parties.Person.MaxName);
        Demand(await persons.AddOrUpdatePasskeyAsync(person, passkey));
    }

    public async Task Remove(PersonId id, string? passkey)
    {
        if (passkey is not null && Base64Url.IsValid(passkey))
            Demand(await persons.RemovePasskeyAsync(await Person(id), Base64Url.DecodeFromChars(passkey)));
    }

    /// <summary>Whose passkey answered our challenge, or refuses <c>sign_in.passkey_failed</c>.</summary>
    public async Task<PersonId> Use(string? credential)
    {
        var assertion = await Checked(() => signIn.PerformPasskeyAssertionAsync(credential ?? ""));
        if (assertion is not { Succeeded: true, User: { } person, Passkey: { } passkey })
            throw Refused.With(PartiesErrors.PasskeyFailed);
        Demand(await persons.AddOrUpdatePasskeyAsync(person, passkey));
        return person.Id;
    }

    // A post without the cookie of its challenge, or with something else than a credential, is refused like a wrong one.
    private static async Task<T> Checked<T>(Func<Task<T>> ceremony)
    {
        try
        {
            return await ceremony();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or System.Text.Json.JsonException)
        {
            throw Refused.With(PartiesErrors.PasskeyFailed);
        }
    }

    private async Task<Person> Person(PersonId id) => await persons.FindByIdAsync(id.Value.ToString()) ?? throw Refused.With(PartiesErrors.SignInRequired);

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw Refused.With(KernelErrors.Changed);
    }
}

/// <summary>The two endpoints that the passkey script asks for its options.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost("/passkeys/creation-options", async (HttpContext context, IAntiforgery antiforgery, CurrentActor current, Passkeys passkeys) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.BadRequest();
            return Results.Content(await passkeys.CreationOptions(current.SignedIn!.Person), "application/json");
        }).SignedIn().ExcludeFromDescription();
        app.MapPost("/passkeys/request-options", async (HttpContext context, IAntiforgery antiforgery, Passkeys passkeys) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.BadRequest();
            return Results.Content(await passkeys.RequestOptions(), "application/json");
        }).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).ExcludeFromDescription();
    }
}
