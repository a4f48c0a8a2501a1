using Hecai.Parties;
using Hecai.Tests.Isolation;
using Hecai.Web.Demo;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Stories;

/// <summary>
/// Whatever is wrong with a body, whichever body of the API it is: refused with a code of the catalogue, at its place, and nothing
/// changed. The bodies and what can be wrong with them are made from the API's own description.
/// </summary>
public sealed class BadInputStories
{
    [Theory, EveryDatabase]
    public async Task Every_mistake_in_every_body_is_refused_at_its_place_and_changes_nothing(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (api, objects) = (await ApiDescription.Of(world), new Objects(world));
        var (mistakes, codes, faults, asked) = (new Mistakes(api), Kernel.CatalogueOfErrors.All.Select(e => e.Code).ToHashSet(), new List<string>(), 0);
        foreach (var operation in api.WithBody)
        {
            var (caller, path) = await Asker(world, objects, operation);
            var before = await Rows(world);
            foreach (var mistake in mistakes.In(operation.Schema))
            {
                asked++;
                var answer = await caller.Send(new HttpMethod(operation.Method), path, mistake.Body, operation.Method == "POST" ? Guid.NewGuid().ToString() : null);
                var at = $"{operation.Method} {operation.Path}, {mistake.What} at “{mistake.Place}”: {answer.Status} {answer.Raw[..Math.Min(answer.Raw.Length, 300)]}";
                if (answer.Status is < 400 or >= 500 || answer.Code is null || !codes.Contains(answer.Code))
                    faults.Add(at);
                else if (mistake.OfForm && (answer.Status != 400 || !Names(answer, mistake.Place)))
                    faults.Add(at);
            }
            foreach (var (place, id) in await Foreign(world, api, operation))
            {
                async Task<(int, string?, string)> With(string named) =>
                    await caller.Send(new HttpMethod(operation.Method), path, mistakes.Replaced(operation.Schema, place, $"\"{named}\""), operation.Method == "POST" ? Guid.NewGuid().ToString() : null) is var a ? (a.Status, a.Code, a.Status < 400 ? a.Raw : string.Join(';', a.Fields)) : default;
                // A check answers line by line, with a code in each; it too must not tell one from the other.
                if (await With(id) is var theirs && await With(Objects.Nobody) is var nobodys && (theirs != nobodys || (theirs.Item1 is < 400 or >= 500 && !(Checks.TryGetValue(operation.Path, out var no) && theirs.Item3.Contains(no, StringComparison.Ordinal)))))
                    faults.Add($"{operation.Method} {operation.Path}, a foreign id at “{place}”: {theirs}, nobody's: {nobodys}");
            }
            if (await Rows(world) is var after && after != before)
                faults.Add($"{operation.Method} {operation.Path} changed something: {before} became {after}");
            // The body without a mistake gets beyond its form, or all of the above would prove nothing.
            var right = await caller.Send(new HttpMethod(operation.Method), path, api.Example(operation.Schema).ToJsonString(), operation.Method == "POST" ? Guid.NewGuid().ToString() : null);
            if (right.Code is "input.malformed" or "json.malformed" or "json.member" or "json.shape" or "request.malformed" or "permission.missing" or "token.required")
                faults.Add($"{operation.Method} {operation.Path}, right in form: {right.Status} {right.Raw}");
        }
        Assert.True(faults.Count == 0, $"{faults.Count} of {asked}:\n{string.Join('\n', faults.Take(80))}");
        Assert.True(asked > 1_000, $"Only {asked} mistakes were tried.");
    }

    /// <summary>The operations that answer with what cannot be, and the words in which they do.</summary>
    private static readonly Dictionary<string, string> Checks = new() { ["/line-checks"] = "line.not_found", ["/requisitions/check"] = "\"ok\":false" };

    /// <summary>What the ids of bodies name, and the column of its owner.</summary>
    private static readonly Dictionary<string, (string Table, string Owner)> NamedBy = new()
    {
        ["costCentre"] = ("cost_centres", "buyer_id"), ["department"] = ("departments", "organization_id"), ["parent"] = ("departments", "organization_id"), ["manager"] = ("memberships", "organization_id"),
        ["technician"] = ("technicians", "provider_id"), ["provider"] = ("organizations", "id"), ["site"] = ("sites", "organization_id"), ["listing"] = ("listings", ""), ["sku"] = ("skus", "supplier_id"), ["who"] = ("memberships", "organization_id"), ["substitute"] = ("memberships", "organization_id"), ["warehouse"] = ("warehouses", "supplier_id"),
    };

    /// <summary>The places of a body that hold ids, with the id of something of an organization that has nothing to do with the asker's.</summary>
    private static async Task<List<(string Place, string Id)>> Foreign(World world, ApiDescription api, Operation operation)
    {
        var found = new List<(string, string)>();
        foreach (var (place, schema) in api.Places(operation.Schema).Where(p => api.Plain(p.Schema)["format"]?.GetValue<string>() == "uuid" && NamedBy.ContainsKey(p.Place.Split('.')[^1])))
        {
            var (table, owner) = NamedBy[place.Split('.')[^1]];
            var others = string.Join(',', new[] { "hengrui-precision", "beichen", "chengyue" }.Select(key => $"'{Id.Named<OrganizationId>(key).Value}'"));
            // What was on sale once is seen by everybody; a draft by its supplier alone.
            var where = owner.Length == 0 ? "state IN ('Draft', 'InReview')" : $"lower(CAST({owner} AS text)) IN ({others})";
            found.AddRange((await world.Rows($"SELECT id FROM {table} WHERE {where} ORDER BY id LIMIT 1")).Select(row => (place, row[0]!.ToString()!.ToLowerInvariant())));
        }
        return found;
    }

    // The field named is the place itself or, where a value is read as a whole, what it is a part of.
    private static bool Names(Answer answer, string place) => place.Length == 0 || answer.Fields.Select(f => f.Split(' ')[0])
        .Any(field => field.Length > 0 && (field == place || place.StartsWith(field + ".", StringComparison.Ordinal) || place.StartsWith(field + "[", StringComparison.Ordinal)));

    /// <summary>Somebody who may ask this, and the address with an object of their organization where it holds an id.</summary>
    private static async Task<(Caller Caller, string Path)> Asker(World world, Objects objects, Operation operation)
    {
        var endpoint = world.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Single(e =>
            "/" + e.RoutePattern.RawText!.TrimStart('/').Replace(":guid", "", StringComparison.Ordinal).Replace(":int", "", StringComparison.Ordinal) == "/api/v1" + operation.Path && e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(operation.Method));
        var (needs, catalogue) = (endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(n => n.Code).ToList(), world.Get<PermissionCatalogue>());
        foreach (var organization in (DemoOrganization[])[DemoPeople.Buyers[0], DemoPeople.Suppliers[0], DemoPeople.Providers[0], DemoPeople.Operator])
            foreach (var person in organization.People.Where(p => needs.Count > 0 ? needs.All(catalogue.Of(p.Roles.Select(r => r.Code)).Contains) : p.Key == "shen.li"))
            {
                var pattern = "/api/v1" + operation.Path.Replace("{id}", "{id:guid}", StringComparison.Ordinal);
                var id = operation.Path.Contains("{id}", StringComparison.Ordinal) ? (await objects.Of(pattern, organization)).Own ?? Objects.Nobody : "";
                return (await world.As(person.Key), operation.Path.Replace("{id}", id, StringComparison.Ordinal).Replace("{level}", "1", StringComparison.Ordinal).Replace("{listing}", Objects.Nobody, StringComparison.Ordinal));
            }
        throw new InvalidOperationException($"Nobody may {operation.Method} {operation.Path}.");
    }

    /// <summary>How many rows each table has.</summary>
    private static async Task<string> Rows(World world)
    {
        var tables = await world.Get<Engine>().Read(Scope.Platform, default, context => Task.FromResult(context.Model.GetEntityTypes().Select(e => Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(e)).OfType<string>().Distinct().Order().ToList()), default);
        var rows = await world.Rows(string.Join(" UNION ALL ", tables.Select(t => $"SELECT '{t}', count(*) FROM {t}")));
        return string.Join(' ', rows.Select(r => $"{r[0]}={r[1]}").Order(StringComparer.Ordinal));
    }
}
