using Hecai.Parties;
using Hecai.Web.Components;

namespace Hecai.Web.Portals.Settings;

/// <summary>Active members of an organization as choices of a form.</summary>
public sealed class PeopleChoices(AppDb db, PeopleQueries people)
{
    /// <summary>The first choice is for nobody.</summary>
    public async Task<IReadOnlyList<Choice>> Active(Actor actor, CancellationToken ct) =>
        [new("", Words.L("（无）", "(none)")), .. (await db.Read(actor, people.Active, ct)).Select(m => new Choice(m.Id.Value.ToString(), m.Name))];
}
