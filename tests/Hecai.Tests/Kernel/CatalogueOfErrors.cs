using System.Reflection;
using System.Text.RegularExpressions;
using Hecai.Data;
using Hecai.Tests.Rules;
using Hecai.Web.Commands;

namespace Hecai.Tests.Kernel;

/// <summary>Every refusal has a code of its own and says the same in both languages; the generated documents are those of this code.</summary>
public sealed partial class CatalogueOfErrors
{
    /// <summary>Every error that any module declares.</summary>
    internal static IReadOnlyList<Error> All { get; } = [.. HecaiModules.All.Select(m => m.GetType().Assembly).Append(typeof(HecaiModules).Assembly).Append(typeof(Cli).Assembly).Distinct()
        .SelectMany(a => a.GetTypes()).SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)).Where(f => f.FieldType == typeof(Error)).Select(f => (Error)f.GetValue(null)!)];

    [Fact]
    public void Codes_are_unique_and_read_alike()
    {
        Assert.True(All.Count > 170, $"Only {All.Count} errors were found.");
        Assert.Empty(All.GroupBy(e => e.Code).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(All, e => Assert.Matches(@"^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)?$", e.Code));
    }

    [Fact]
    public void Both_languages_say_the_same()
    {
        Assert.Empty(All.Where(e => !Chinese().IsMatch(e.Text.Zh) || Chinese().IsMatch(e.Text.En) || e.Text.En.Trim() != e.Text.En || e.Text.Zh.Trim() != e.Text.Zh).Select(e => e.Code));
        Assert.Empty(All.Where(e => !Places(e.Text.Zh).SetEquals(Places(e.Text.En)) || !Places(e.Text.Zh).SetEquals(Enumerable.Range(0, Places(e.Text.Zh).Count).Select(i => $"{{{i}}}"))).Select(e => e.Code));
        var refused = Refused.With(KernelErrors.OutOfRange, 1, 12);
        using (new InCulture("zh-CN"))
            Assert.Equal("须在 1 与 12 之间", refused.Message);
        using (new InCulture("en-US"))
            Assert.Equal("Must be between 1 and 12", refused.Message);
    }

    [Fact]
    public async Task Generated_documents_are_fresh()
    {
        var folder = Directory.CreateTempSubdirectory("hecai-docs-");
        Assert.Equal(0, await Cli.Run(["docs", folder.FullName]));
        foreach (var written in folder.GetFiles())
            Assert.True(await File.ReadAllTextAsync(written.FullName) == await File.ReadAllTextAsync(Path.Combine(SharedData.Repository, "docs", written.Name)), $"docs/{written.Name} is stale: ./hecai docs");
        Assert.Equal(["errors.md", "lifecycles.md", "modules.md"], folder.GetFiles().Select(f => f.Name).Order());
        folder.Delete(recursive: true);
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
