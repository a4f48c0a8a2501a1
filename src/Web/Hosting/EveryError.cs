using System.Reflection;
using Hecai.Data;

namespace Hecai.Web.Hosting;

/// <summary>All refusals that there are, by code: the catalogue of docs/errors.md and of the page that a problem's <c>type</c> leads to.</summary>
internal static class EveryError
{
    public static IReadOnlyList<Error> All { get; } = [.. HecaiModules.All.Select(m => m.GetType().Assembly).Append(typeof(HecaiModules).Assembly).Append(typeof(EveryError).Assembly).Distinct()
        .SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: true, IsSealed: true } && t.Name.EndsWith("Errors", StringComparison.Ordinal))
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.FieldType == typeof(Error)).Select(f => (Error)f.GetValue(null)!)
        .OrderBy(e => e.Code, StringComparer.Ordinal)];
}
