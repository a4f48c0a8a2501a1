namespace Hecai.Tests.Rules;

/// <summary>Identifiers of one process sort in the order they were made, as text and as bytes; none is made twice.</summary>
public sealed class IdRules
{
    [Fact]
    public void Identifiers_sort_in_the_order_they_were_made()
    {
        var made = Enumerable.Range(0, 20_000).Select(_ => Id.New<HoldId>().Value).ToList();
        Assert.Equal(made, made.OrderBy(id => id.ToString(), StringComparer.Ordinal));
        Assert.Equal(made, made.Order());
        Assert.All(made, id => Assert.Equal((7, 2), (id.Version, id.Variant >> 2)));
    }

    [Fact]
    public void Sixteen_makers_at_once_never_make_one_twice()
    {
        var made = new Guid[16 * 5_000];
        Parallel.For(0, 16, maker =>
        {
            for (var i = 0; i < 5_000; i++)
                made[(maker * 5_000) + i] = Id.New<HoldId>().Value;
        });
        // The half that is not random is unique already.
        Assert.Equal(made.Length, made.Select(id => id.ToString()[..18]).Distinct().Count());
    }
}
