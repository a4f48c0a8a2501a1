using Hecai.Web.Demo;
using Hecai.Web.Portals.Shared;

namespace Hecai.Tests.Stories;

/// <summary>Whatever a menu offers to somebody opens for them, on either database.</summary>
public sealed class MenuStories
{
    [Theory, EveryDatabase]
    public async Task Every_entry_of_everybody_s_menu_opens(Database database)
    {
        await using var world = await World.Open(database);
        var failed = new List<string>();
        var opened = 0;
        foreach (var organization in (DemoOrganization[])[DemoPeople.Operator, DemoPeople.Suppliers[0], DemoPeople.Buyers[0], DemoPeople.Providers[0]])
            foreach (var person in organization.People)
            {
                using var pages = await Pages.As(world, person.Key);
                foreach (var item in Menu.For(await world.Actor(person.Key)).SelectMany(section => section.Items))
                    if (await pages.Get(item.Href) is { Status: not 200 } answer)
                        failed.Add($"{person.Key} {item.Href}: {answer.Status}");
                    else
                        opened++;
            }
        Assert.Empty(failed);
        Assert.True(opened > 100, $"only {opened} entries");
    }
}
