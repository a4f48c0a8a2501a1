using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Tests;
using Hecai.Tests.Kernel;
using Hecai.Tests.Rules;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(WholeRun))]
[assembly: Notes]

namespace Hecai.Tests;

/// <summary>
/// What all stories together must have told: every refusal code of the catalogue was provoked, and every operation of the API was done
/// with success, answered as its description says. Both are noted wherever they happen, and a whole run names what is missing. A run of some
/// classes proves nothing and is not judged; HECAI_MISSING names a file to write to what it did not tell.
/// </summary>
public sealed partial class WholeRun : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Codes = new(), Ran = new();
    private static readonly ConcurrentDictionary<(string Operation, int Status), bool> Done = new();

    public WholeRun() => AppDomain.CurrentDomain.FirstChanceException += Listen;

    /// <summary>A refusal that was told without an exception of this process.</summary>
    internal static void Refused(string? code)
    {
        if (code is not null)
            Codes.TryAdd(code, true);
    }

    /// <summary>An answer of the API.</summary>
    internal static void Answered(HttpMethod method, string path, int status)
    {
        if (status is >= 200 and < 300)
            Done.TryAdd(($"{method} {path.Split('?')[0]}", status), true);
    }

    internal static void Tested(MethodInfo test) => Ran.TryAdd(NameOf(test), true);

    private static void Listen(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not Hecai.Refused refused)
            return;
        Refused(refused.Code);
        foreach (var field in refused.Fields)
            Refused(field.Error.Code);
    }

    private static IEnumerable<string> SilentCodes => CatalogueOfErrors.All.Select(e => e.Code).Where(code => !Codes.ContainsKey(code)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> UndoneOperations
    {
        get
        {
            using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "openapi.v1.json")));
            foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
                foreach (var operation in path.Value.EnumerateObject())
                {
                    var pattern = new Regex($"^{operation.Name.ToUpperInvariant()} {Parameter().Replace(path.Name["/api/v1".Length..], "[^/]+")}$");
                    var answers = Done.Keys.Where(d => pattern.IsMatch(d.Operation)).Select(d => d.Status).Distinct().ToList();
                    if (answers.Count == 0)
                        yield return $"no story does {operation.Name.ToUpperInvariant()} {path.Name}";
                    foreach (var status in answers.Where(status => !operation.Value.GetProperty("responses").TryGetProperty($"{status}", out _)))
                        yield return $"the description does not know that {operation.Name.ToUpperInvariant()} {path.Name} answers {status}";
                }
        }
    }

    private static IEnumerable<MethodInfo> Tests => typeof(WholeRun).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(m => m.GetCustomAttributes().OfType<IFactAttribute>().Any());

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Listen;
        List<string> missing = [.. SilentCodes.Select(code => $"no story provokes {code}"), .. UndoneOperations];
        if (Environment.GetEnvironmentVariable("HECAI_MISSING") is { } file)
            File.WriteAllLines(file, missing);
        if (Tests.All(test => Ran.ContainsKey(NameOf(test))))
            Assert.True(missing.Count == 0, $"Not told in the whole run:\n{string.Join('\n', missing)}");
    }

    [GeneratedRegex(@"\\?\{[^}]*\}")]
    private static partial Regex Parameter();
}

/// <summary>Notes which tests ran.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class NotesAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => WholeRun.Tested(methodUnderTest);
}
