using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>场景方案: read, scaled to the buyer's measure, put into the cart; written by the operator and suppliers.</summary>
internal static class PackageApi
{
    /// <param name="Quantity">For every <paramref name="Every"/> units of the measure.</param>
    /// <param name="Installed">With its installation, where the product is sold with one.</param>
    public sealed record LineBody(string PartNumber, Count Quantity, int Every = 1, bool Installed = false);

    /// <param name="Text">What it is for, and what was assumed.</param>
    /// <param name="Published">True: buyers see it.</param>
    public sealed record Body(Text Name, Text Text, PackageScenario Scenario, PackageMeasure Measure, IReadOnlyList<LineBody> Lines, bool Published = false)
    {
        internal PackageHead Head => new(Name, Text, Scenario, Measure, Published);
        internal IReadOnlyList<PackageLineInput> Written => [.. Lines.Select(l => new PackageLineInput(l.PartNumber, l.Quantity.Value, l.Every, l.Installed))];
    }

    /// <param name="Units">How many sites, persons or rooms.</param>
    /// <param name="Listings">Only these of the package; absent: all.</param>
    public sealed record CartBody(Count Units, string RegionCode, IReadOnlyList<Guid>? Listings = null);

    /// <param name="Lines">What each product costs for so many units today, or why it cannot be ordered; for who buys.</param>
    /// <param name="Total">Of what can be ordered, tax and installation included.</param>
    public sealed record Answer(PackageView Package, int Units, IReadOnlyList<LineApi.Row> Lines, Money Total, IReadOnlyList<string> AllowedActions);

    public static void MapPackages(this RouteGroupBuilder api)
    {
        api.MapGet("/packages", List).Needs(PackagePermissions.View).WithSummary("Scenario packages that are published and those of the caller's own organization, the last changed first");
        api.MapPost("/packages", Make).Needs(PackagePermissions.Manage).WithSummary("Write a package of single products, so many for every so many sites, persons or rooms");
        api.MapGet("/packages/{id:guid}", Get).Needs(PackagePermissions.View).WithSummary("One package, for a buyer with today's price and stock of its products for so many units in an area");
        api.MapPut("/packages/{id:guid}", Change).Needs(PackagePermissions.Manage).Conditional().WithSummary("Write a package anew, publish it or take it back");
        api.MapDelete("/packages/{id:guid}", Delete).Needs(PackagePermissions.Manage).Conditional().WithSummary("Delete a package");
        api.MapPost("/packages/{id:guid}/cart", ToCart).Needs(PurchasingPermissions.Submit).WithSummary("Put a package for so many units, or some of it, into the cart; a code for each product that had to stay out");
    }

    private static async Task<Page<PackageRow>> List(HttpContext http, AppDb db, PackageQueries packages, string? q, PackageScenario? scenario, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => packages.List(read, q, scenario, false, after, ApiConventions.Limit(limit)), ct);

    private static async Task<Created<Made>> Make(Body body, HttpContext http, MakePackage make, CancellationToken ct) =>
        ApiConventions.Made(await make.Run(body.Head, body.Written, http.Actor(), ct), "packages");

    private static Task<Ok<Answer>> Get(Guid id, HttpContext http, AppDb db, PackageQueries packages, int? units, string? regionCode, CancellationToken ct)
    {
        var actor = http.Actor();
        var region = ApiConventions.OptionalRegion(regionCode);
        return db.Read(actor, async read =>
        {
            var package = await packages.One(read, new PackageId(id));
            var today = actor.Can(PurchasingPermissions.Browse) ? await packages.Today(read, package, units ?? 1, region) : [];
            return http.Versioned(new Answer(package, units ?? 1, [.. today.Select(LineApi.RowOf)], today.Where(l => l.Fault is null).Sum(l => l.Whole, "CNY"), package.MayChange(actor) ? ["change", "delete"] : []), package.Version);
        }, ct);
    }

    private static async Task<NoContent> Change(Guid id, Body body, HttpContext http, ChangePackage change, CancellationToken ct)
    {
        await change.Run(new PackageId(id), body.Head, body.Written, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Delete(Guid id, HttpContext http, DeletePackage delete, CancellationToken ct)
    {
        await delete.Run(new PackageId(id), http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static Task<IReadOnlyList<PutLine>> ToCart(Guid id, CartBody body, HttpContext http, PutPackageIntoCart put, CancellationToken ct) =>
        put.Run(new PackageId(id), body.Units.Value, body.Listings?.Select(l => new ListingId(l)).ToList(), ApiConventions.Region(body.RegionCode), http.Actor(), ct);
}
