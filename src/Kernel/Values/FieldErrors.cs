namespace Hecai;

/// <summary>Reads the fields of a form and gathers their refusals, so that the user sees all of them at once.</summary>
/// <param name="prefix">What precedes each field's name: <c>"address."</c>.</param>
public sealed class FieldErrors(string prefix = "")
{
    private readonly List<FieldError> errors = [];

    /// <summary>The value that <paramref name="read"/> makes of the field, given its full name; default when it refuses.</summary>
    public T? Read<T>(string field, Func<string, T> read)
    {
        try
        {
            return read(prefix + field);
        }
        catch (Refused refused)
        {
            errors.AddRange(refused.Fields.Count > 0 ? refused.Fields : [new(prefix + field, refused.Error, refused.Args)]);
            return default;
        }
    }

    /// <summary>True when something was refused so far.</summary>
    public bool Any => errors.Count > 0;

    /// <summary>What was refused so far.</summary>
    public IReadOnlyList<FieldError> All => errors;

    /// <summary>Refuses with everything gathered so far, if anything.</summary>
    public void Demand()
    {
        if (Refused.Many(errors) is { } refused)
            throw refused;
    }
}
