using Hecai.Parties;
using static Hecai.Tests.Rules.PartiesWorld;

namespace Hecai.Tests.Rules;

public sealed class MemberRulesOnSqlite() : MemberRules(Database.Sqlite);

public sealed class MemberRulesOnPostgres() : MemberRules(Database.Postgres);

public abstract class MemberRules(Database kind) : PartiesRules(kind)
{
    [Fact]
    public async Task Nobody_gives_a_role_to_themselves()
    {
        var admin = await world.As(Admin);
        await PartiesErrors.SelfGrant.RefusesAsync(() => Change(Admin, admin, Head, Roles.BuyerAdministrator, Roles.Approver));
        await PartiesErrors.SelfChange.RefusesAsync(() => Change(Admin, admin, Branch, Roles.BuyerAdministrator));
        await Change(Buyer, admin, Desk, Roles.Purchaser, Roles.Receiver);
        Assert.True((await world.As(Buyer)).Has(Roles.Receiver));
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_other_at_once_leave_one()
    {
        var (admin, other) = (await world.As(Admin), await world.As(Other));
        var outcomes = await Task.WhenAll(Outcome(Remove(Admin, other, Head)), Outcome(Remove(Other, admin, Branch)));
        Assert.Equal([null, PartiesErrors.LastAdministrator.Code], outcomes.Order());
    }

    [Fact]
    public async Task A_role_of_another_kind_an_unknown_one_or_none_is_refused()
    {
        var admin = await world.As(Admin);
        await PartiesErrors.RoleOfOtherKind.RefusesAsync(() => Change(Buyer, admin, Desk, Roles.OperatorAdministrator));
        await PartiesErrors.RoleRequired.RefusesAsync(() => Change(Buyer, admin, Desk));
        await PartiesErrors.UnknownRole.RefusesAsync(() => world.Get<InviteMember>().Run("new@example.com", "新人", null, ["buyer.god"], admin));
    }

    [Fact]
    public async Task Without_the_right_or_across_organizations_nothing_changes()
    {
        await KernelErrors.Forbidden.RefusesAsync(async () => await Change(Buyer, await world.As(Buyer), Desk, Roles.Purchaser));
        var farmer = await world.As(Farmer);
        await KernelErrors.NotFound.RefusesAsync(() => Change(Buyer, farmer, null, Roles.Purchaser));
        await PartiesErrors.UnknownDepartment.RefusesAsync(() => world.Get<InviteMember>().Run("new@example.com", "新人", Head, [Roles.Requester.Code], farmer));
        Assert.Empty(await world.Read(farmer, read => world.Get<PeopleQueries>().Members(read, [Buyer])));
    }

    [Fact]
    public async Task A_deactivated_member_stops_acting_at_once_and_manages_nothing()
    {
        await Remove(Other, await world.As(Admin), Branch);
        Assert.Null(await world.Get<Actors>().For(Other, Via.Page));
        var chain = await world.Read(await world.As(Buyer), read => world.Get<PeopleQueries>().ManagerChain(read, Desk));
        Assert.Equal([Admin], chain.Select(step => step.Manager.Id));
    }

    [Fact]
    public async Task The_manager_chain_climbs_to_the_top_and_skips_departments_without_one()
    {
        var chain = await world.Read(await world.As(Buyer), read => world.Get<PeopleQueries>().ManagerChain(read, Desk));
        Assert.Equal([(Other, Desk), (Admin, Head)], chain.Select(step => (step.Manager.Id, step.Department)));
        Assert.Empty(await world.Read(await world.As(Farmer), read => world.Get<PeopleQueries>().ManagerChain(read, Desk)));
    }

    [Fact]
    public async Task An_invitation_works_once_for_its_mailbox_and_not_for_somebody_else_who_is_signed_in()
    {
        var accept = world.Get<AcceptInvitation>();
        await world.Get<InviteMember>().Run("new@example.com", "新人", Desk, [Roles.Requester.Code], await world.As(Admin));
        var token = await world.TokenFor("new@example.com");
        await PartiesErrors.OtherPerson.RefusesAsync(() => accept.Run(token, "冒名", Password, Id.Named<PersonId>("farmer")));
        await PartiesErrors.PasswordLength.RefusesAsync(() => accept.Run(token, "新人", "short", null));
        var (_, membership) = await accept.Run(token, "新人", Password, null);
        Assert.True((await world.As(membership)).Has(Roles.Requester));
        await PartiesErrors.LinkVoid.RefusesAsync(() => accept.Run(token, "新人", Password, null));
        await PartiesErrors.LinkVoid.RefusesAsync(() => accept.Run(token + "x", "新人", Password, null));
    }

    [Fact]
    public async Task Whoever_has_an_account_proves_it_to_join_another_organization()
    {
        var accept = world.Get<AcceptInvitation>();
        await world.Get<InviteMember>().Run("Buyer@Example.com", "采购", null, [Roles.Requester.Code], await world.As(Farmer));
        var token = await world.TokenFor("Buyer@Example.com");
        Assert.True((await accept.Look(token)).Known);
        await PartiesErrors.SignInFailed.RefusesAsync(() => accept.Run(token, null, "a new password", null));
        var (person, _) = await accept.Run(token, null, Password, null);
        Assert.Equal(Id.Named<PersonId>("buyer"), person);
        Assert.Equal(2, (await world.Get<AccountQueries>().Memberships(person)).Count);
    }

    [Fact]
    public async Task An_old_or_withdrawn_invitation_is_void()
    {
        var admin = await world.As(Admin);
        var id = await world.Get<InviteMember>().Run("a@example.com", "甲", null, [Roles.Requester.Code], admin);
        await world.Get<InviteMember>().Run("b@example.com", "乙", null, [Roles.Requester.Code], admin);
        var (first, second) = (await world.TokenFor("a@example.com"), await world.TokenFor("b@example.com"));
        await world.Get<WithdrawInvitation>().Run(id, admin);
        await PartiesErrors.LinkVoid.RefusesAsync(() => world.Get<AcceptInvitation>().Run(first, "甲", Password, null));
        world.Clock.Move(TimeSpan.FromDays(8));
        await PartiesErrors.LinkVoid.RefusesAsync(() => world.Get<AcceptInvitation>().Run(second, "乙", Password, null));
    }

    private Task Change(MembershipId id, Actor actor, DepartmentId? department, params Role[] roles) =>
        world.Get<ChangeMember>().Run(id, new MemberChange(department, [.. roles.Select(role => role.Code)], true), actor);

    private Task Remove(MembershipId id, Actor actor, DepartmentId? department) =>
        world.Get<ChangeMember>().Run(id, new MemberChange(department, [Roles.BuyerAdministrator.Code], false), actor);

    private static async Task<string?> Outcome(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Refused refused)
        {
            return refused.Code;
        }
    }
}
