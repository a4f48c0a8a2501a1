namespace Hecai.Web.Hosting;

/// <summary>
/// Answers HEAD as GET is answered (RFC 9110 section 9.3.2); the server leaves the body out. Ahead of routing, which knows only the methods
/// that endpoints name.
/// </summary>
internal sealed class HeadIsGet : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
                context.Request.Method = HttpMethods.Get;
            return rest(context);
        });
        next(app);
    };
}
