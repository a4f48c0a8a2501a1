using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Hecai.Tests;
using Hecai.Tests.Kernel;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(ProvokedRefusals))]
[assembly: Notes]

namespace Hecai.Tests;

/// <summary>
/// Every refusal code has a story: whatever is refused anywhere in the run is noted, and a whole run ends with an error that names the
/// codes of the catalogue which no story provoked. A run of some classes proves nothing and is not judged. HECAI_REFUSALS names a
/// file to write the missing codes to.
/// </summary>
public sealed class ProvokedRefusals : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Codes = new();
    private static readonly ConcurrentDictionary<string, bool> Ran = new();

    public ProvokedRefusals() => AppDomain.CurrentDomain.FirstChanceException += Listen;

    /// <summary>A code that an answer carried without an exception of this process.</summary>
    internal static void Note(string? code)
    {
        if (code is not null)
            Codes.TryAdd(code, true);
    }

    internal static void Note(MethodInfo test) => Ran.TryAdd(NameOf(test), true);

    private static void Listen(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not Refused refused)
            return;
        Note(refused.Code);
        foreach (var field in refused.Fields)
            Note(field.Error.Code);
    }

    private static IEnumerable<MethodInfo> Tests => typeof(ProvokedRefusals).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(m => m.GetCustomAttributes().OfType<IFactAttribute>().Any());

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Listen;
        var missing = CatalogueOfErrors.All.Select(e => e.Code).Where(code => !Codes.ContainsKey(code)).Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("HECAI_REFUSALS") is { } file)
            File.WriteAllLines(file, missing);
        if (Tests.All(test => Ran.ContainsKey(NameOf(test))))
            Assert.True(missing.Count == 0, $"No story provokes {missing.Count} of {CatalogueOfErrors.All.Count} refusal codes: {string.Join(", ", missing)}");
    }
}

/// <summary>Notes which tests ran.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class NotesAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => ProvokedRefusals.Note(methodUnderTest);
}
