using Hecai.Parties;
using static Hecai.Tests.Rules.PartiesWorld;

namespace Hecai.Tests.Rules;

public sealed class AccountRulesOnSqlite() : AccountRules(Database.Sqlite);

public sealed class AccountRulesOnPostgres() : AccountRules(Database.Postgres);

public abstract class AccountRules(Database kind) : PartiesRules(kind)
{
    private const string Address = "buyer@example.com";
    private static readonly PersonId Somebody = Id.Named<PersonId>("buyer");

    [Fact]
    public async Task The_address_is_read_without_regard_to_case_and_every_failure_looks_the_same()
    {
        var signIn = world.Get<SignIn>();
        Assert.Equal(Somebody, await signIn.Run(" BUYER@example.com", Password));
        foreach (var (email, password) in new[] { (Address, "wrong"), ("nobody@example.com", Password), ("", ""), (Address, new string('x', 100_000)) })
            await PartiesErrors.SignInFailed.RefusesAsync(() => signIn.Run(email, password));
    }

    [Fact]
    public async Task Five_wrong_passwords_pause_the_account_for_a_quarter_of_an_hour_however_many_come_at_once()
    {
        var signIn = world.Get<SignIn>();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => PartiesErrors.SignInFailed.RefusesAsync(() => signIn.Run(Address, $"guess {i}"))));
        await PartiesErrors.SignInFailed.RefusesAsync(() => signIn.Run(Address, Password));
        world.Clock.Move(TimeSpan.FromMinutes(16));
        Assert.Equal(Somebody, await signIn.Run(Address, Password));
    }

    [Fact]
    public async Task A_reset_link_works_once_within_the_hour_and_ends_every_session()
    {
        var session = await world.Get<Sessions>().Begin(Somebody, "test", "password");
        Assert.NotNull(await world.Get<Actors>().Session(session));
        await world.Get<AskPasswordReset>().Run(Address);
        await world.Get<AskPasswordReset>().Run("nobody@example.com");
        var token = await world.TokenFor(Address);
        Assert.Single(world.Mailbox.Sent);

        await PartiesErrors.LinkVoid.RefusesAsync(() => world.Get<ResetPassword>().Run("forged", "another password"));
        await world.Get<ResetPassword>().Run(token, "another password");
        await PartiesErrors.LinkVoid.RefusesAsync(() => world.Get<ResetPassword>().Run(token, "a third password"));
        Assert.Null(await world.Get<Actors>().Session(session));
        Assert.Equal(Somebody, await world.Get<SignIn>().Run(Address, "another password"));

        await world.Get<AskPasswordReset>().Run(Address);
        var late = await world.TokenFor(Address);
        world.Clock.Move(TimeSpan.FromMinutes(61));
        await PartiesErrors.LinkVoid.RefusesAsync(() => world.Get<ResetPassword>().Run(late, "too late for this"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_a_copied_cookie_too()
    {
        var session = await world.Get<Sessions>().Begin(Somebody, "test", "password");
        await world.Get<Sessions>().End(session, Id.Named<PersonId>("farmer"));
        Assert.NotNull(await world.Get<Actors>().Session(session));
        await world.Get<Sessions>().End(session, Somebody);
        Assert.Null(await world.Get<Actors>().Session(session));
    }

    [Fact]
    public async Task A_new_password_needs_the_present_one()
    {
        var refused = await PartiesErrors.PasswordWrong.RefusesAsync(() => world.Get<ChangePassword>().Run(Somebody, "wrong", "another password"));
        Assert.Equal("present", Assert.Single(refused.Fields).Field);
        await world.Get<ChangePassword>().Run(Somebody, Password, "another password");
        Assert.Equal(Somebody, await world.Get<SignIn>().Run(Address, "another password"));
    }

    [Fact]
    public async Task An_api_client_may_do_no_more_than_its_member_and_stops_when_revoked()
    {
        var (create, actors) = (world.Get<CreateApiClient>(), world.Get<Actors>());
        var buyer = await world.As(Buyer);
        await PartiesErrors.ScopeBeyondOwner.RefusesAsync(() => create.Run("ERP", [PartiesPermissions.ManageMembers.Code], Buyer, buyer));
        await PartiesErrors.ScopeRequired.RefusesAsync(() => create.Run("ERP", [], Buyer, buyer));
        await PartiesErrors.ActsForOther.RefusesAsync(() => create.Run("ERP", [PartiesPermissions.ManageSites.Code], Admin, buyer));

        var client = await create.Run("ERP", [PartiesPermissions.ManageSites.Code], Buyer, buyer);
        Assert.Equal([PartiesPermissions.ManageSites.Code], await world.Get<ApiClientQueries>().Authenticate(client.ClientId, client.Secret));
        Assert.Null(await world.Get<ApiClientQueries>().Authenticate(client.ClientId, client.Secret + "x"));
        var actor = await actors.ForClient(client.ClientId, [PartiesPermissions.ManageSites.Code, PartiesPermissions.ManageMembers.Code]);
        Assert.Equal([PartiesPermissions.ManageSites.Code], actor!.Permissions);
        Assert.Equal((buyer.Person, Via.Api), (actor.Person, actor.Via));

        await world.Get<RevokeApiClient>().Run(client.Id, await world.As(Admin));
        Assert.Null(await actors.ForClient(client.ClientId, [PartiesPermissions.ManageSites.Code]));
        Assert.Null(await world.Get<ApiClientQueries>().Authenticate(client.ClientId, client.Secret));
    }

    [Fact]
    public async Task A_client_made_for_another_member_waits_for_that_member()
    {
        var admin = await world.As(Admin);
        var client = await world.Get<CreateApiClient>().Run("ERP", [PartiesPermissions.ManageSites.Code], Buyer, admin);
        Assert.False(client.Confirmed);
        Assert.Null(await world.Get<Actors>().ForClient(client.ClientId, [PartiesPermissions.ManageSites.Code]));
        await PartiesErrors.NotYourClient.RefusesAsync(() => world.Get<ConfirmApiClient>().Run(client.Id, admin));
        await world.Get<ConfirmApiClient>().Run(client.Id, await world.As(Buyer));
        Assert.NotNull(await world.Get<Actors>().ForClient(client.ClientId, [PartiesPermissions.ManageSites.Code]));
    }
}
