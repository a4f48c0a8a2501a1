using Hecai.Purchasing;
using Hecai.Service;

namespace Hecai.Web.Demo;

/// <summary>Visits that are not over yet: called off and agreed anew, going on while somebody looks, or to be done again.</summary>
internal static class DemoVisits
{
    public static async Task Plan(DemoWorld world, DemoStage stage, WorkOrderRow work, SupplierOrderId order, Actor receiver)
    {
        var provider = DemoPeople.Providers.Single(p => p.Id == work.Provider);
        switch (stage)
        {
            case DemoStage.Postponed:
                await Postpone(world, provider, work, order);
                break;
            case DemoStage.OnSite:
                var started = Started(world.Now);
                var busy = await Send(world, provider, work.Id, started, hours: 4);
                world.Later(started.AddMinutes(4), () => Begin(world, work.Id, busy));
                break;
            default:
                var visit = On(world, daysAgo: 5, 13);
                var sent = await Send(world, provider, work.Id, visit, hours: 4);
                world.Later(visit.AddMinutes(4), async () => await DemoFulfilment.Work(world, work.Id, await world.As(sent.Key)));
                world.Later(On(world, daysAgo: 2, 15), () => world.Get<AskForRework>().Run(work.Id, "两台内机冷凝水滴漏，请重做排水坡度", receiver));
                break;
        }
    }

    // A visit that was agreed cannot take place; another work order takes its place, and who comes is still open.
    private static async Task Postpone(DemoWorld world, DemoOrganization provider, WorkOrderRow work, SupplierOrderId order)
    {
        await Send(world, provider, work.Id, On(world, daysAgo: 4, 9), hours: 3);
        world.Later(On(world, daysAgo: 5, 17), async () => await world.Get<CancelWork>().Run(work.Id, "现场停电检修，改期安装", again: true, await world.As("gao.feng")));
        world.Later(On(world, daysAgo: 1, 16), async () =>
        {
            var (dispatcher, start) = (await DemoService.Dispatcher(world, provider), On(world, daysAgo: -2, 14));
            var again = (await world.Db.Read(dispatcher, read => world.Get<WorkOrderQueries>().List(read, new([WorkOrderState.Open], Order: order)))).Items.Single();
            await world.Get<ScheduleVisit>().Run(again.Id, start, start.AddHours(3), null, dispatcher);
        });
    }

    // The technician who is sent least keeps the day free of the visits that are agreed as they come.
    private static async Task<DemoPerson> Send(DemoWorld world, DemoOrganization provider, WorkOrderId work, DateTimeOffset start, int hours)
    {
        var dispatcher = await DemoService.Dispatcher(world, provider);
        var technician = (await world.Db.Read(dispatcher, read => world.Get<TechnicianQueries>().All(read)))[^1];
        await world.Get<ScheduleVisit>().Run(work, start, start.AddHours(hours), technician.Id, dispatcher);
        return provider.People.Single(p => DemoPeople.Membership(p.Key) == technician.Membership);
    }

    private static async Task Begin(DemoWorld world, WorkOrderId id, DemoPerson person)
    {
        var technician = await world.As(person.Key);
        var work = await DemoFulfilment.Arrive(world, id, technician);
        world.Clock.Forward(TimeSpan.FromMinutes(25));
        await DemoFulfilment.Check(world, work, technician, _ => 1);
    }

    /// <summary>That hour of a day before (or after) the one on which somebody looks.</summary>
    public static DateTimeOffset On(DemoWorld world, int daysAgo, int hour) => ChinaTime.At(ChinaTime.DateOf(world.Now).AddDays(-daysAgo), new TimeOnly(hour, 0));

    // The last start of a morning or an afternoon at least an hour ago.
    private static DateTimeOffset Started(DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        DateTimeOffset[] starts = [ChinaTime.At(today, new(13, 30)), ChinaTime.At(today, new(8, 30)), ChinaTime.At(today.AddDays(-1), new(13, 30))];
        return starts.First(start => start <= now.AddHours(-1));
    }
}
