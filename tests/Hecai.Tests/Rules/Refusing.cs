namespace Hecai.Tests.Rules;

/// <summary>Says in a test that something is refused with a code of the catalogue.</summary>
public static class Refusing
{
    public static Refused Refuses(this Error error, Func<object?> act)
    {
        var refused = Assert.Throws<Refused>(act);
        Assert.Equal(error.Code, refused.Code);
        Assert.NotEmpty(refused.Message);
        return refused;
    }
}
