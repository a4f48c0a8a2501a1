using Hecai.Parties;
using static Hecai.Tests.Rules.PartiesWorld;

namespace Hecai.Tests.Rules;

public sealed class OrganizationRulesOnSqlite() : OrganizationRules(Database.Sqlite);

public sealed class OrganizationRulesOnPostgres() : OrganizationRules(Database.Postgres);

public abstract class OrganizationRules(Database kind) : PartiesRules(kind)
{
    [Fact]
    public async Task An_approved_application_invites_its_contact_as_first_administrator()
    {
        var id = await world.Get<ApplyForOrganization>().Run(Application("云岭电器"), null);
        var chief = await world.As(Chief);
        Assert.Empty(await world.Read(chief, read => world.Get<OrganizationDirectory>().Names(read, [id])));
        await world.Get<DecideApplication>().Run(id, true, null, chief);

        var (_, membership) = await world.Get<AcceptInvitation>().Run(await world.TokenFor("founder@example.com"), "申请人", Password, null);
        var founder = await world.As(membership);
        Assert.Equal((id, OrganizationKind.Supplier), (founder.Organization, founder.Kinds));
        Assert.True(founder.Has(Roles.SupplierAdministrator));
        var name = await world.Read(await world.As(Farmer), read => world.Get<OrganizationDirectory>().Of(read, OrganizationKind.Supplier));
        Assert.Equal("云岭电器", Assert.Single(name).Name.Zh);
    }

    [Fact]
    public async Task Whoever_entered_an_application_or_is_its_contact_does_not_decide_it()
    {
        var (chief, second) = (await world.As(Chief), await world.As(Second));
        var entered = await world.Get<ApplyForOrganization>().Run(Application("甲公司"), chief);
        await PartiesErrors.OwnApplication.RefusesAsync(() => world.Get<DecideApplication>().Run(entered, true, null, chief));
        await world.Get<DecideApplication>().Run(entered, true, null, second);

        var own = await world.Get<ApplyForOrganization>().Run(Application("乙公司") with { Contact = new("S", "SECOND@example.com", "13800138000") }, null);
        await PartiesErrors.OwnApplication.RefusesAsync(() => world.Get<DecideApplication>().Run(own, true, null, second));
    }

    [Fact]
    public async Task An_application_is_checked_in_every_field_and_comes_once_per_credit_code()
    {
        var apply = world.Get<ApplyForOrganization>();
        var empty = await KernelErrors.Fields.RefusesAsync(() => apply.Run(new("91", "", null, OrganizationKind.None, new("", "x", ""), null), null));
        Assert.Equal(["creditCode", "nameZh", "contactName", "contactEmail", "contactPhone", "kinds"], empty.Fields.Select(f => f.Field));
        await PartiesErrors.KindClosed.RefusesAsync(() => apply.Run(Application("丙") with { Kinds = OrganizationKind.Operator }, null));

        var first = await apply.Run(Application("丙公司"), null);
        await PartiesErrors.CreditCodeTaken.RefusesAsync(() => apply.Run(Application("丙公司"), null));
        var chief = await world.As(Chief);
        await PartiesErrors.ReasonRequired.RefusesAsync(() => world.Get<DecideApplication>().Run(first, false, " ", chief));
        await world.Get<DecideApplication>().Run(first, false, "执照已过期", chief);
        await KernelErrors.Step.RefusesAsync(() => world.Get<DecideApplication>().Run(first, true, null, chief));
        Assert.Contains("执照已过期", Assert.Single(await world.Mails()).Body.Zh, StringComparison.Ordinal);
        await apply.Run(Application("丙公司"), null);
    }

    [Fact]
    public async Task A_suspended_organization_acts_no_more_until_it_is_resumed()
    {
        var chief = await world.As(Chief);
        await PartiesErrors.OwnOrganization.RefusesAsync(() => world.Get<SuspendOrganization>().Run(Operator, "x", chief));
        await world.Get<SuspendOrganization>().Run(Bank, "欠款", chief);
        Assert.Null(await world.Get<Actors>().For(Buyer, Via.Page));
        await world.Get<ResumeOrganization>().Run(Bank, chief);
        Assert.NotNull(await world.Get<Actors>().For(Buyer, Via.Page));
        await KernelErrors.Step.RefusesAsync(() => world.Get<ResumeOrganization>().Run(Bank, chief));
    }

    [Fact]
    public async Task An_organization_sees_itself_and_no_other()
    {
        var farmer = await world.As(Farmer);
        var queries = world.Get<OrganizationQueries>();
        Assert.Equal("青禾牧业", (await world.Read(farmer, read => queries.Detail(read, Farm))).Name.Zh);
        await KernelErrors.NotFound.RefusesAsync(() => world.Read(farmer, read => queries.Detail(read, Bank)));
        await KernelErrors.Forbidden.RefusesAsync(() => world.Read(farmer, read => queries.List(read, null, null)));
        Assert.Equal(3, (await world.Read(await world.As(Chief), async read => await queries.List(read, OrganizationState.Active, null))).Items.Count);
    }

    [Fact]
    public async Task Departments_move_without_cycles_also_when_two_move_at_once()
    {
        var (admin, other) = (await world.As(Admin), await world.As(Other));
        var (move, add) = (world.Get<MoveDepartment>(), world.Get<AddDepartment>());
        await PartiesErrors.DepartmentCycle.RefusesAsync(() => move.Run(Head, Desk, admin));
        await PartiesErrors.DepartmentCycle.RefusesAsync(() => move.Run(Head, Head, admin));
        await PartiesErrors.DepartmentNameTaken.RefusesAsync(() => add.Run("苏州分行", Head, admin));
        var (a, b) = (await add.Run("甲", null, admin), await add.Run("乙", null, admin));
        var both = await Task.WhenAll(Moved(a, b, admin), Moved(b, a, other));
        Assert.Single(both, moved => moved);
        Assert.Equal(5, (await world.Read(admin, read => world.Get<DepartmentQueries>().Tree(read))).Count);

        async Task<bool> Moved(DepartmentId id, DepartmentId below, Actor actor)
        {
            try
            {
                await move.Run(id, below, actor);
                return true;
            }
            catch (Refused refused) when (refused.Error == PartiesErrors.DepartmentCycle)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_site_keeps_its_address_and_is_its_organizations_own()
    {
        var buyer = await world.As(Buyer);
        var street = Regions.Of("320508").Children[0].Code;
        var id = await world.Get<AddSite>().Run(new("观前支行", street, "观前街 1 号", "周师傅", "13800138000", "9–17 时收货"), buyer);
        var site = await world.Read(buyer, read => world.Get<SiteQueries>().Find(read, id));
        Assert.Equal((street, "周师傅"), (site!.Address.RegionCode, site.Address.Contact));
        Assert.Null(await world.Read(await world.As(Farmer), read => world.Get<SiteQueries>().Find(read, id)));
        await world.Get<CloseSite>().Run(id, buyer);
        Assert.Empty(await world.Read(buyer, read => world.Get<SiteQueries>().All(read)));
    }

    [Fact]
    public void Those_who_manage_members_may_neither_buy_nor_approve_nor_pay()
    {
        var catalogue = world.Get<PermissionCatalogue>();
        foreach (var code in catalogue.AdministratorsOf((OrganizationKind)15))
            Assert.DoesNotContain(catalogue.Of([code]), right => right.Contains("submit", StringComparison.Ordinal) || right.Contains("decide", StringComparison.Ordinal) && right != "organization.decide");
        Assert.Empty(catalogue.Of(["buyer.god"]));
        Assert.Contains(PartiesPermissions.ManageSites.Code, catalogue.Of([Roles.Purchaser.Code]));
    }
}
