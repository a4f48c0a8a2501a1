namespace Hecai.Tests.Rules;

public static class RefusingLater
{
    /// <summary>As <see cref="Refusing.Refuses"/>, for what takes a while.</summary>
    public static async Task<Refused> RefusesAsync(this Error error, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<Refused>(act);
        Assert.Equal(error.Code, refused.Code);
        return refused;
    }
}
