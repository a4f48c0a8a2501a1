namespace Hecai;

/// <summary>What kind of "no" an <see cref="Error"/> is; each surface maps it once (HTTP status, cXML status, MCP error).</summary>
public enum ErrorKind
{
    /// <summary>The input itself is wrong: 400.</summary>
    Invalid,
    /// <summary>The actor lacks the right: 403.</summary>
    Forbidden,
    /// <summary>Does not exist, or is not the actor's to see, which must look the same: 404.</summary>
    NotFound,
    /// <summary>Right in itself, but not in the present state of things: 409.</summary>
    Conflict,
    /// <summary>More than is there: 409, the caller may try with less or later.</summary>
    Exhausted,
    /// <summary>Asked too often: 429.</summary>
    TooMany,
}

/// <summary>
/// One entry of the error catalogue: a stable dotted code and its text in both languages, with <c>{0}</c>-style places.
/// Declared as <c>public static readonly</c> in a module's <c>…Errors</c> class; docs/errors.md is generated from there.
/// </summary>
public sealed record Error(string Code, ErrorKind Kind, Text Text)
{
    public static Error Invalid(string code, string zh, string en) => new(code, ErrorKind.Invalid, new(zh, en));
    public static Error Forbidden(string code, string zh, string en) => new(code, ErrorKind.Forbidden, new(zh, en));
    public static Error NotFound(string code, string zh, string en) => new(code, ErrorKind.NotFound, new(zh, en));
    public static Error Conflict(string code, string zh, string en) => new(code, ErrorKind.Conflict, new(zh, en));
    public static Error Exhausted(string code, string zh, string en) => new(code, ErrorKind.Exhausted, new(zh, en));
    public static Error TooMany(string code, string zh, string en) => new(code, ErrorKind.TooMany, new(zh, en));
}

/// <summary>One field that was refused: its path as the caller wrote it (<c>lines[2].quantity</c>) and why.</summary>
public sealed record FieldError(string Field, Error Error, object?[] Args)
{
    public string Message => Error.Text.With(Args);
}
