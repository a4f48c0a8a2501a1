using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Hecai.Web.Identity;

/// <summary>
/// How often one network may try what guesses or mails. Generous, because a whole enterprise may come from one address;
/// guessing at one account is stopped by its pause, whatever the network.
/// </summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in", Mail = "mail", Token = "token";

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        Add(o, SignIn, configuration.GetValue("Hecai:Limits:SignInPerMinute", 60), TimeSpan.FromMinutes(1));
        Add(o, Mail, configuration.GetValue("Hecai:Limits:MailPerHour", 60), TimeSpan.FromHours(1));
        Add(o, Token, configuration.GetValue("Hecai:Limits:TokenPerMinute", 120), TimeSpan.FromMinutes(1));
    });

    private static void Add(RateLimiterOptions options, string name, int permits, TimeSpan window) => options.AddPolicy(name, context =>
        HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(Network(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window })
            : RateLimitPartition.GetNoLimiter("reading"));

    // A subscriber of IPv6 has a whole /64; counting single addresses would count nothing.
    private static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, 8),
        _ => address.ToString(),
    };
}
