namespace Hecai;

/// <summary>What a state's colour says, everywhere: grey, blue, amber, green, red.</summary>
public enum Tone { Idle, Going, Wait, Done, Bad }

/// <summary>One allowed step: where it leads, the verb that does it, and the right it takes. A null right: only the system does it.</summary>
public sealed record Step<TState>(TState To, string Verb, Text Name, Permission? Right) where TState : struct, Enum;

/// <summary>What every lifecycle shows of itself, whatever its state type: for generated docs and the exhaustive test.</summary>
public interface IFlow
{
    string Document { get; }
    Text Name { get; }
    IReadOnlyList<FlowState> States { get; }
    IEnumerable<(string From, string To, string Verb)> Steps { get; }
}

/// <summary>A state as users see it.</summary>
public sealed record FlowState(string Code, Text Name, Tone Tone);

/// <summary>
/// A lifecycle as a table: which state follows which, by what verb, with what right. The same table is the guard of the
/// entity, the source of the buttons, of the API's allowedActions, of the exhaustive test and of the diagram in docs.
/// </summary>
public sealed class Flow<TState> : IFlow where TState : struct, Enum
{
    private readonly Dictionary<TState, (FlowState State, Step<TState>[] Steps)> table = [];

    public Flow(string document, Text name, params (TState State, Text Name, Tone Tone, Step<TState>[] Steps)[] rows)
    {
        Document = document;
        Name = name;
        foreach (var (state, text, tone, steps) in rows)
            table.Add(state, (new FlowState(state.ToString(), text, tone), steps));
        foreach (var state in Enum.GetValues<TState>())
            if (!table.ContainsKey(state))
                throw new InvalidOperationException($"The flow of {document} does not mention {state}.");
    }

    public string Document { get; }
    public Text Name { get; }
    public IReadOnlyList<FlowState> States => [.. Enum.GetValues<TState>().Select(s => table[s].State)];
    public IEnumerable<(string From, string To, string Verb)> Steps =>
        table.SelectMany(row => row.Value.Steps.Select(step => (row.Key.ToString(), step.To.ToString(), step.Verb)));

    /// <summary>The state as users see it.</summary>
    public FlowState this[TState state] => table[state].State;

    /// <summary>The steps that the table allows from here, whoever asks.</summary>
    public IReadOnlyList<Step<TState>> Next(TState from) => table[from].Steps;

    /// <summary>The steps that this actor has the right to take from here.</summary>
    public IReadOnlyList<Step<TState>> Next(TState from, Actor actor) =>
        [.. table[from].Steps.Where(step => step.Right is { } right && actor.Can(right))];

    /// <summary>Moves, or refuses with <c>document.step_not_allowed</c>.</summary>
    public TState Move(TState from, TState to)
    {
        if (table[from].Steps.Any(step => step.To.Equals(to)))
            return to;
        throw Refused.With(KernelErrors.Step, Name, table[from].State.Name, Verb(to));
    }

    /// <summary>
    /// Takes the step with this verb, or refuses with <c>document.step_not_allowed</c>: where two steps lead to the same state, only
    /// the verb tells an approval from a resumption.
    /// </summary>
    public TState Take(TState from, string verb) => table[from].Steps.FirstOrDefault(step => step.Verb == verb) is { } taken
        ? taken.To
        : throw Refused.With(KernelErrors.Step, Name, table[from].State.Name, table.Values.SelectMany(row => row.Steps).First(step => step.Verb == verb).Name);

    private Text Verb(TState to) =>
        table.Values.SelectMany(row => row.Steps).FirstOrDefault(step => step.To.Equals(to))?.Name ?? table[to].State.Name;
}
