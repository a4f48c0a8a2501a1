using Hecai.Control;
using Hecai.Parties;

namespace Hecai.Web.Demo;

/// <summary>Organizations, people, departments, sites, cost centres, budgets and approval rules.</summary>
internal static class DemoOrganizations
{
    public static async Task Seed(DemoWorld world)
    {
        var hash = world.Get<Passwords>().Hash(DemoPeople.Password, "somebody@example.com");
        foreach (var organization in DemoPeople.All)
            await world.Db.Write(Actor.System(Via.Seed), tx => Enrol(world.Get<Enrolment>(), tx, organization, hash));
        foreach (var buyer in DemoPeople.Buyers)
            await Rules(world, buyer);
    }

    private static async Task Enrol(Enrolment enrol, Tx tx, DemoOrganization o, string hash)
    {
        enrol.Organization(tx, o.Id, new OrganizationApplication(CreditCode.Generate(o.Key).Value, o.Zh, o.En, o.Kind,
            new Contact(o.People.First(p => p.Roles.Any(r => r.Code.EndsWith("administrator", StringComparison.Ordinal))).Name, $"contact@{o.Domain}", "400-555-0100"), null));
        var departments = new Dictionary<string, DepartmentId>();
        foreach (var department in o.Departments)
            departments.Add(department.Name, enrol.Department(tx, Id.Named<DepartmentId>($"{o.Key}/{department.Name}"), o.Id, department.Name,
                department.Parent is { } parent ? departments[parent] : null));
        foreach (var person in o.People)
        {
            var id = enrol.Person(tx, Id.Named<PersonId>(person.Key), person.Name, $"{person.Key}@{o.Domain}", null, hash);
            await enrol.Member(tx, DemoPeople.Membership(person.Key), o.Id, id, person.Department is { } department ? departments[department] : null, person.Roles);
        }
        foreach (var department in o.Departments)
            if (department.Manager is { } manager)
                await enrol.Manager(tx, o.Id, departments[department.Name], DemoPeople.Membership(manager));
        foreach (var site in o.Sites)
            enrol.Site(tx, Id.Named<SiteId>($"{o.Key}/{site.Name}"), o.Id, new SiteInput(site.Name, Street(site), site.Detail, site.Contact, site.Phone, null));
    }

    private static string Street(DemoSite site) => Regions.ByPath(site.Region).Code;

    private static async Task Rules(DemoWorld world, DemoOrganization buyer)
    {
        var administrator = await world.As(buyer.People.First(p => p.Roles.Contains(Roles.BuyerAdministrator)).Key);
        var finance = await world.As(buyer.People.First(p => p.Roles.Contains(Roles.BuyerFinance)).Key);
        var year = ChinaTime.DateOf(world.Clock.GetUtcNow()).Year;
        foreach (var centre in buyer.Centres)
        {
            var id = await world.Get<OpenCostCentre>().Run(centre.Code, centre.Name, Id.Named<DepartmentId>($"{buyer.Key}/{centre.Department}"), administrator);
            foreach (var y in (int[])[year, year + 1])
                await world.Get<AllocateBudget>().Run(id, y, Money.Yuan(centre.Budget), finance);
        }
        for (var i = 0; i < buyer.Rules.Length; i++)
            await world.Get<SetApprovalRule>().Run(i + 1, buyer.Rules[i].Name, Money.Yuan(buyer.Rules[i].From),
                buyer.Rules[i].Named is null ? ApproverKind.DepartmentManager : ApproverKind.Named,
                buyer.Rules[i].Named is { } named ? DemoPeople.Membership(named) : null, [], administrator);
    }
}
