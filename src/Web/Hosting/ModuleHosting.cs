using Hecai.Data;
using Quartz;

namespace Hecai.Web.Hosting;

/// <summary>The database, the modules over it, and their workers.</summary>
internal static class ModuleHosting
{
    public static void AddModules(this WebApplicationBuilder builder, HostSettings settings)
    {
        builder.Services.AddSingleton(_ => settings.OpenEngine());
        builder.Services.AddSingleton(_ => AuditKey.In(Path.Combine(settings.Data, "keys")));
        builder.Services.AddModules(HecaiModules.All);
        if (!settings.Workers)
            return;
        builder.Services.AddHostedService(services => services.GetRequiredService<OutboxPump>());
        // A folder of this process alone: commands beside a running server search, if at all, in memory.
        builder.Services.Configure<Catalogue.SearchOptions>(o => o.Directory = Path.Combine(settings.Data, "search"));
        builder.Services.AddHostedService(services => services.GetRequiredService<Catalogue.SearchIndexer>());
    }

    /// <summary>Schedules every job that was added. On PostgreSQL the schedule lives in the database and one node fires each; with one process memory is enough.</summary>
    public static void AddSchedules(this WebApplicationBuilder builder, HostSettings settings)
    {
        if (!settings.Workers)
            return;
        var schedules = builder.Services.Select(s => s.ImplementationInstance).OfType<JobSchedule>().ToList();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o => { o.InstanceName = "hecai"; o.InstanceId = "AUTO"; });
            if (settings.Database is { } connection)
                quartz.UsePersistentStore(store =>
                {
                    store.ProvisionSchema();
                    store.UsePostgres(Npgsql.NpgsqlFactory.Instance, connection);
                    store.UseClustering(c => c.CheckinInterval = TimeSpan.FromSeconds(5));
                });
            foreach (var schedule in schedules)
                Schedule(quartz, schedule);
        });
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    private static void Schedule(IQuartzBuilder quartz, JobSchedule schedule) =>
        typeof(ModuleHosting).GetMethod(nameof(ScheduleJob), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(schedule.Job).Invoke(null, [quartz, schedule]);

    private static void ScheduleJob<TJob>(IQuartzBuilder quartz, JobSchedule schedule) where TJob : Job =>
        quartz.ScheduleJob<QuartzJob<TJob>>(trigger => trigger.WithIdentity(schedule.Name).StartNow()
            .WithSimpleSchedule(s => s.WithInterval(schedule.Every).RepeatForever()));
}
