using System.Reflection;
using Hecai.Data;
using Hecai.Tests.Rules;

namespace Hecai.Tests.Kernel;

/// <summary>The lifecycle of every document: what its table says, and nothing else.</summary>
public sealed class FlowStories
{
    private enum Light { Red, Green, Off }

    public static TheoryData<string> Documents => [.. HecaiModules.All.SelectMany(m => m.Flows).Select(f => f.Document)];

    private static IFlow Of(string document) => HecaiModules.All.SelectMany(m => m.Flows).Single(f => f.Document == document);

    [Theory, MemberData(nameof(Documents))]
    public void From_every_state_exactly_the_steps_of_the_table_are_taken(string document) =>
        typeof(FlowStories).GetMethod(nameof(Steps), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Of(document).GetType().GetGenericArguments()).Invoke(null, [Of(document)]);

    private static void Steps<TState>(Flow<TState> flow) where TState : struct, Enum
    {
        var allowed = flow.Steps.Select(s => (s.From, s.To)).ToHashSet();
        var everything = new Actor(default, "谁都行", Id.Named<MembershipId>("m"), default, ("", ""), OrganizationKind.None, null, new HashSet<string>(),
            Enum.GetValues<TState>().SelectMany(flow.Next).Select(s => s.Right?.Code ?? "").ToHashSet(), Via.Page);
        var nobody = everything with { Permissions = new HashSet<string>() };
        foreach (var from in Enum.GetValues<TState>())
        {
            foreach (var to in Enum.GetValues<TState>())
                if (allowed.Contains((from.ToString(), to.ToString())))
                    Assert.Equal(to, flow.Move(from, to));
                else
                    Assert.Equal(3, KernelErrors.Step.Refuses(() => flow.Move(from, to)).Args.Length);
            foreach (var verb in flow.Steps.Select(s => s.Verb).Distinct())
                if (flow.Steps.SingleOrDefault(s => (s.From, s.Verb) == (from.ToString(), verb)) is { Verb: not null } step)
                    Assert.Equal(step.To, flow.Take(from, verb).ToString());
                else
                    KernelErrors.Step.Refuses(() => flow.Take(from, verb));
            Assert.Empty(flow.Next(from, nobody));
            Assert.Equal(flow.Next(from).Where(s => s.Right is not null), flow.Next(from, everything));
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_state_is_reached_from_the_first_and_every_step_has_one_end(string document)
    {
        var flow = Of(document);
        var reached = new HashSet<string> { flow.States[0].Code };
        while (flow.Steps.Any(s => reached.Contains(s.From) && reached.Add(s.To))) { }
        Assert.Equal(flow.States.Select(s => s.Code).Order(), reached.Order());
        Assert.Equal(flow.Steps.Select(s => (s.From, s.Verb)).Distinct().Count(), flow.Steps.Count());
        Assert.All(flow.States, s => Assert.True(s.Name.Zh.Length > 0 && s.Name.En.Length > 0));
        Assert.Contains(flow.States, s => flow.Steps.All(step => step.From != s.Code));
    }

    [Fact]
    public async Task Every_document_with_a_state_has_a_lifecycle()
    {
        await using var kernel = await TestKernel.Open(Database.Sqlite);
        var states = await kernel.Db.Read(Actor.System(), read => Task.FromResult(read.Context.Model.GetEntityTypes().Select(e => e.FindProperty("State")?.ClrType).OfType<Type>().Distinct().ToList()));
        var flows = HecaiModules.All.SelectMany(m => m.Flows).Select(f => f.GetType().GetGenericArguments()[0]).ToList();
        // A hold is moved by conditional updates alone, which are its guard; its stories are HoldStories.
        Assert.Equal([nameof(HoldState)], states.Except(flows).Select(s => s.Name));
        Assert.Equal(flows.Count, flows.Distinct().Count());
    }

    [Fact]
    public void A_table_that_forgets_a_state_is_no_table() =>
        Assert.Contains("Off", Assert.Throws<InvalidOperationException>(() => new Flow<Light>("light", ("灯", "Light"),
            (Light.Red, ("红", "Red"), Tone.Bad, [new(Light.Green, "go", ("走", "go"), null)]),
            (Light.Green, ("绿", "Green"), Tone.Done, []))).Message, StringComparison.Ordinal);
}
