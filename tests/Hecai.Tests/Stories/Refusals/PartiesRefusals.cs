using Hecai.Parties;
using Hecai.Tests.Rules;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http;
using static Hecai.Tests.Rules.PartiesWorld;

namespace Hecai.Tests.Stories;

public sealed class PartiesRefusalsOnSqlite() : PartiesRefusals(Database.Sqlite);

public sealed class PartiesRefusalsOnPostgres() : PartiesRefusals(Database.Postgres);

/// <summary>What administrators and members are refused, with its code and its field.</summary>
public abstract class PartiesRefusals(Database kind) : PartiesRules(kind)
{
    private static async Task Refuses(Error error, string field, Func<Task> act) => Assert.Equal(field, Assert.Single((await error.RefusesAsync(act)).Fields).Field);

    [Fact]
    public async Task The_tree_is_twelve_deep_and_its_managers_are_members()
    {
        var admin = await world.As(Admin);
        DepartmentId? below = Desk;
        // The desk is on the third level.
        for (var level = 4; level <= 12; level++)
            below = await world.Get<AddDepartment>().Run($"第 {level} 级", below, admin);
        await Refuses(PartiesErrors.DepartmentTooDeep, "parent", () => world.Get<AddDepartment>().Run("第 13 级", below, admin));
        await Refuses(PartiesErrors.UnknownMember, "manager", () => world.Get<AppointManager>().Run(Head, Farmer, admin));
        await Refuses(PartiesErrors.UnknownMember, "manager", () => world.Get<AppointManager>().Run(Head, Id.New<MembershipId>(), admin));
    }

    [Fact]
    public async Task Names_are_taken_once_members_join_once_and_what_expired_does_not_qualify()
    {
        var admin = await world.As(Admin);
        await Refuses(PartiesErrors.MemberExists, "email", () => world.Get<InviteMember>().Run("Buyer@Example.com", "又一次", null, [Roles.Requester.Code], admin));
        var site = new SiteInput("总仓", Places.Pingjiang, "观前街 1 号", "程速", "0512-65550001", null);
        await world.Get<AddSite>().Run(site, admin);
        await Refuses(PartiesErrors.SiteNameTaken, "name", () => world.Get<AddSite>().Run(site, admin));
        var yesterday = ChinaTime.DateOf(world.Clock.GetUtcNow()).AddDays(-1);
        await Refuses(PartiesErrors.QualificationExpired, "validUntil", () => world.Get<AddQualification>().Run("营业执照", "1", yesterday, admin));
        await world.Get<AddQualification>().Run("营业执照", "1", yesterday.AddDays(1), admin);
    }

    [Fact]
    public async Task A_password_is_not_the_address_and_nobody_acts_without_signing_in()
    {
        var refused = await PartiesErrors.PasswordLikeEmail.RefusesAsync(() => world.Get<ChangePassword>().Run(Id.Named<PersonId>("buyer"), Password, "BUYER@example.com"));
        Assert.Single(refused.Fields);
        PartiesErrors.SignInRequired.Refuses(() => new CurrentActor(new HttpContextAccessor { HttpContext = new DefaultHttpContext() }).Actor);
    }
}
