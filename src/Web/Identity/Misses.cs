using System.Globalization;
using System.Threading.RateLimiting;
using Hecai.Parties;

namespace Hecai.Web.Identity;

/// <summary>
/// How often somebody may ask by id for what does not exist or is none of theirs. Ids cannot be guessed; who tries all the same is
/// slowed down until nothing comes of it (A13). Looking for a document by one's own number is no guess and is not counted.
/// </summary>
internal sealed class Misses(RequestDelegate next, IConfiguration configuration) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly PartitionedRateLimiter<Guid> misses = Limiter(configuration.GetValue("Hecai:Limits:MissesPerMinute", 300));

    public async Task InvokeAsync(HttpContext context)
    {
        if (Who(context) is not { } who || !context.Request.RouteValues.Values.Any(v => Guid.TryParse(v as string, out var _)))
        {
            await next(context);
            return;
        }
        Demand(context, who);
        try
        {
            await next(context);
        }
        catch (Refused refused) when (refused.Error == KernelErrors.NotFound)
        {
            Count(who);
            throw;
        }
        if (context.Response.StatusCode == StatusCodes.Status404NotFound)
            Count(who);
    }

    public void Dispose() => misses.Dispose();

    private void Demand(HttpContext context, Guid who)
    {
        using var free = misses.AttemptAcquire(who, 0);
        if (free.IsAcquired)
            return;
        context.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        throw Refused.With(PartiesErrors.TooManyMisses);
    }

    private void Count(Guid who)
    {
        using var counted = misses.AttemptAcquire(who);
    }

    private static PartitionedRateLimiter<Guid> Limiter(int limit) => PartitionedRateLimiter.Create<Guid, Guid>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window }));

    private static Guid? Who(HttpContext context) => context.Features.Get<Known>() is { } known ? known.Actor?.Membership.Value ?? known.SignedIn?.Person.Value : null;
}
