using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Hecai.Tests;

/// <summary>Runs a story once on each database; the story takes the <see cref="Database"/> as its parameter.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Database>().Select(kind => new TheoryDataRow<Database>(kind))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
