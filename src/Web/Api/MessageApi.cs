using Hecai.Messages;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api;

/// <summary>消息: what happened that concerns the caller.</summary>
internal static class MessageApi
{
    public sealed record ReadAnswer(int Read);

    /// <summary>For the links of our pages: opening a message marks it read and goes on to where it leads.</summary>
    public static void MapMessages(this IEndpointRouteBuilder app) => app.MapGet("/messages/{id:guid}", Open).SignedIn().ExcludeFromDescription();

    public static void MapMessages(this RouteGroupBuilder api)
    {
        api.MapGet("/messages", List).SignedIn().WithSummary("The caller's messages, the newest first; unread=true leaves the read ones out");
        api.MapPost("/messages/{id:guid}/reading", Read).SignedIn().WithSummary("Mark one message read");
        api.MapPost("/messages/reading", ReadAll).SignedIn().WithSummary("Mark all messages read");
    }

    private static async Task<IResult> Open(Guid id, HttpContext http, ReadMessage reading, CancellationToken ct) => Results.LocalRedirect(await reading.Run(new MessageId(id), http.Actor(), ct));

    private static async Task<Page<MessageRow>> List(HttpContext http, AppDb db, MessageQueries queries, bool? unread, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.Mine(read, unread == true, after, ApiConventions.Limit(limit)), ct);

    private static async Task<NoContent> Read(Guid id, HttpContext http, ReadMessage reading, CancellationToken ct)
    {
        await reading.Run(new MessageId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<ReadAnswer> ReadAll(HttpContext http, ReadAllMessages reading, CancellationToken ct) => new(await reading.Run(http.Actor(), ct));
}
