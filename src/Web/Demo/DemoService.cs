using Hecai.Service;

namespace Hecai.Web.Demo;

/// <summary>The service providers of the demo world: where they come, and who comes.</summary>
internal static class DemoService
{
    public static async Task Seed(DemoWorld world)
    {
        foreach (var provider in DemoPeople.Providers)
        {
            var dispatcher = await Dispatcher(world, provider);
            await world.Get<SetServiceAreas>().Run(provider.Regions, dispatcher);
            var number = 0;
            foreach (var technician in provider.People.Where(p => p.Roles.Contains(Roles.Technician)))
                await world.Get<RegisterTechnician>().Run(DemoPeople.Membership(technician.Key), $"1380055{100 + provider.Key.Length * 10 + number:D4}", Trained(number++), active: true, dispatcher);
        }
    }

    /// <summary>Visits agreed from today on, and some that still wait for it, so that neither the dispatcher's board nor the technician's day is empty.</summary>
    public static async Task Plan(DemoWorld world)
    {
        foreach (var provider in DemoPeople.Providers)
        {
            var dispatcher = await Dispatcher(world, provider);
            var open = (await world.Db.Read(dispatcher, read => world.Get<WorkOrderQueries>().List(read, new([WorkOrderState.Open])))).Items;
            foreach (var (work, index) in open.Where(w => w.Provider == provider.Id).Select((w, i) => (w, i)))
                if (index % 2 == 0)
                    await Agree(world, provider, work.Id, 4, fromToday: true);
        }
    }

    public static async Task<Actor> Dispatcher(DemoWorld world, DemoOrganization provider) =>
        await world.As(provider.People.First(p => p.Roles.Contains(Roles.Dispatcher)).Key);

    /// <summary>Agrees the next morning that a technician has free, or the next hour of today; returns who comes and when.</summary>
    public static async Task<(DemoPerson Technician, DateTimeOffset Start)> Agree(DemoWorld world, DemoOrganization provider, WorkOrderId work, int hours, bool fromToday = false)
    {
        var dispatcher = await Dispatcher(world, provider);
        var technicians = await world.Db.Read(dispatcher, read => world.Get<TechnicianQueries>().All(read));
        var (today, hour) = (ChinaTime.DateOf(world.Clock.GetUtcNow()), ChinaTime.TimeOf(world.Clock.GetUtcNow()).Hour);
        for (var day = fromToday && hour is >= 7 and < 15 ? today : today.AddDays(1); ; day = day.AddDays(1))
            foreach (var technician in technicians)
                try
                {
                    var start = ChinaTime.At(day, new TimeOnly(day == today ? hour + 1 : 9, 0));
                    await world.Get<ScheduleVisit>().Run(work, start, start.AddHours(hours), technician.Id, dispatcher);
                    return (provider.People.Single(p => DemoPeople.Membership(p.Key) == technician.Membership), start);
                }
                catch (Refused refused) when (refused.Code == ServiceErrors.TechnicianBusy.Code)
                {
                    // Somebody else's morning; the next technician, then the next day.
                }
    }

    private static string[] Trained(int number) => number % 2 == 0 ? ["hvac", "kitchen", "system"] : ["hvac", "cold", "laundry", "small"];
}
