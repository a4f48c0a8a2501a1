namespace Hecai.Catalogue;

/// <summary>What is chosen of one group of facts: some of its values, or a range of its numbers. Categories choose all below them.</summary>
internal sealed record Selection(string Group, IReadOnlySet<string>? Chosen, NumberRange? Range)
{
    private bool Takes(string value, double number) => (Chosen is null || Chosen.Contains(value.Split(Fields.NameSeparator)[0])) && (Range is not { } range
        || ((range.From is not { } from || number >= (double)from) && (range.To is not { } to || number <= (double)to)));

    /// <summary>Which facts of a segment are chosen: true at those of its group, counted from the group's first.</summary>
    public bool[] In(Columns columns)
    {
        var (from, to) = columns.Group(Group);
        var chosen = new bool[to - from];
        for (var fact = from; fact < to; fact++)
            chosen[fact - from] = Takes(columns.Values[fact], columns.Numbers[fact]);
        return chosen;
    }
}
