using System.Globalization;
using Hecai.Catalogue;
using Hecai.Parties;

namespace Hecai.Web.Commands;

/// <summary><c>import catalogue FILE [--dry-run] [--supplier NAME]</c>: streams a file in, with progress and every bad row.</summary>
internal static class ImportCommand
{
    private const int ShownFaults = 50;

    public static async Task<int> Run(Options options)
    {
        if (options.Words is not ["catalogue", var file])
            throw new CommandFailed("Say: import catalogue FILE [--dry-run] [--supplier NAME] [--make-prices] [--list]");
        if (!File.Exists(file))
            throw new CommandFailed($"There is no file {file}.");
        var settings = options.Settings(workers: false);
        await using (var engine = await Cli.Migrated(settings)) { }
        await using var app = HecaiHost.Build(settings);
        await app.Services.GetRequiredService<CatalogueSeed>().LoadIfEmpty();
        var supplier = await Supplier(app.Services, options.Value("supplier"));
        await using var content = File.OpenRead(file);
        var result = await app.Services.GetRequiredService<ImportCatalogue>().Run(content, Path.GetFileName(file), new ImportOptions
        {
            Supplier = supplier.Id, SupplierName = supplier.Name.Zh, DryRun = options.Has("dry-run"), MakePrices = options.Has("make-prices"), List = options.Has("list"),
        }, Actor.System(Via.Import), new Shown());
        foreach (var fault in result.Faults.Take(ShownFaults))
            Console.WriteLine($"line {fault.Line}: {fault.Field}: {fault.Message} ({fault.Code})");
        if (result.Faults.Count > ShownFaults)
            Console.WriteLine($"… and {result.Faults.Count - ShownFaults} more");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(result.DryRun ? "Dry run: " : "")}{result.Rows} rows: {result.Created} created, {result.Changed} changed, {result.Unchanged} unchanged, {result.Rejected} rejected, {result.Unlinked} without their links."));
        return result.Rejected + result.Unlinked == 0 ? 0 : 2;
    }

    private static async Task<NamedOrganization> Supplier(IServiceProvider services, string? name)
    {
        var suppliers = await services.GetRequiredService<AppDb>().Read(Actor.System(Via.Import), read => services.GetRequiredService<OrganizationDirectory>().Of(read, OrganizationKind.Supplier));
        return (name is null ? suppliers.FirstOrDefault() : suppliers.FirstOrDefault(s => s.Name.Zh == name || s.Name.En == name))
            ?? throw new CommandFailed(name is null ? "There is no supplier yet; name one with --supplier." : $"There is no supplier “{name}”.");
    }

    private sealed class Shown : IProgress<ImportProgress>
    {
        private DateTime last = DateTime.MinValue;

        public void Report(ImportProgress value)
        {
            if (DateTime.UtcNow - last < TimeSpan.FromSeconds(1))
                return;
            last = DateTime.UtcNow;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… {value.Rows} rows, {value.Rejected} rejected"));
        }
    }
}
