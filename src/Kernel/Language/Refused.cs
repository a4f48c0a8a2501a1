namespace Hecai;

/// <summary>
/// The one exception for "no". Thrown inside a transaction it always rolls back; at the edge it becomes problem details,
/// a form error or a message of another protocol, in the caller's language.
/// </summary>
public sealed class Refused : Exception
{
    private Refused(Error error, object?[] args, IReadOnlyList<FieldError> fields)
    {
        Error = error;
        Args = args;
        Fields = fields;
    }

    public Error Error { get; }
    public object?[] Args { get; }

    /// <summary>The fields at fault; empty when the refusal is not about one.</summary>
    public IReadOnlyList<FieldError> Fields { get; }

    public string Code => Error.Code;
    public override string Message => Error.Text.With(Args);

    public static Refused With(Error error, params object?[] args) => new(error, args, []);

    /// <summary>A refusal about one field of the input, named as the caller wrote it.</summary>
    public static Refused Field(string field, Error error, params object?[] args) =>
        new(error, args, [new FieldError(field, error, args)]);

    /// <summary>Several fields at once, so that a form shows all of them; null when there is none.</summary>
    public static Refused? Many(IReadOnlyList<FieldError> fields) => fields.Count switch
    {
        0 => null,
        1 => new(fields[0].Error, fields[0].Args, fields),
        _ => new(KernelErrors.Fields, [fields.Count], fields),
    };
}
