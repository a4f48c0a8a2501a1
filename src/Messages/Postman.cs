using Hecai.Parties;

namespace Hecai.Messages;

/// <summary>
/// Finds whom an event concerns and writes to them, as the platform. An event is consumed in the transaction that writes its messages,
/// so nobody is told the same thing twice.
/// </summary>
public sealed class Postman(PeopleQueries people, UnreadMessages unread)
{
    /// <summary>Writes to the active ones of these memberships.</summary>
    internal async Task Tell(Tx tx, IReadOnlyCollection<MembershipId> memberships, Tone tone, string href, Text title)
    {
        tx.AfterCommit(unread.Forget);
        foreach (var (id, organization) in (await people.Organizations(tx, memberships)).OrderBy(m => m.Key.Value))
            tx.Add(new Message { Id = Id.New<MessageId>(), OrganizationId = organization, MembershipId = id, TitleZh = Short(title.Zh), TitleEn = Short(title.En), Href = href, Tone = tone, At = tx.Now });
    }

    /// <summary>Writes to those of an organization who have one of these roles, except one human whose own doing it was or who may not act on it.</summary>
    internal async Task Tell(Tx tx, OrganizationId organization, Role[] roles, PersonId? except, Tone tone, string href, Text title) =>
        await Tell(tx, [.. (await people.Having(tx, organization, roles)).Where(m => m.Person != except).Select(m => m.Id)], tone, href, title);

    /// <summary>Writes to a human as a member of an organization.</summary>
    internal async Task Tell(Tx tx, OrganizationId organization, PersonId person, Tone tone, string href, Text title) =>
        await Tell(tx, await people.Of(tx, organization, person), tone, href, title);

    private static string Short(string text) => text.Length > 400 ? text[..399] + "…" : text;
}
