using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Hecai;

/// <summary>Scheduled work. It must be safe to run twice: a node may die in the middle.</summary>
public abstract class Job
{
    public abstract Task Run(CancellationToken ct);
}

/// <summary>A job and how often it runs.</summary>
public sealed record JobSchedule(Type Job, string Name, TimeSpan Every);

public static class JobServices
{
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, TimeSpan every) where TJob : Job => services
        .AddSingleton<TJob>()
        .AddSingleton(new JobSchedule(typeof(TJob), name, every));
}

/// <summary>Lets Quartz run a <see cref="Job"/>; one at a time per job over all nodes.</summary>
[DisallowConcurrentExecution]
public sealed partial class QuartzJob<TJob>(TJob job, ILogger<TJob> log) : IJob where TJob : Job
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
    {
        try
        {
            await job.Run(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The node is stopping; the next run takes up what is left.
        }
        catch (Exception exception)
        {
            LogFailed(log, exception, typeof(TJob).Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed and will run again at its next time")]
    private static partial void LogFailed(ILogger log, Exception exception, string job);
}
