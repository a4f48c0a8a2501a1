namespace Hecai.Tests.Kernel;

/// <summary>Document numbers under many writers.</summary>
public sealed class NumberStories
{
    private static readonly Actor Finance = TestKernel.Finance(Id.Named<OrganizationId>("bank"));

    [Theory, EveryDatabase]
    public async Task Sixteen_writers_on_two_nodes_never_draw_the_same_number(Database kind)
    {
        await using var one = await TestKernel.Open(kind);
        await using var two = await one.Beside();
        var drawn = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var node = writer % 2 == 0 ? one : two;
            var mine = new List<string>();
            for (var i = 0; i < 50; i++)
                mine.Add(await node.Db.Write(Finance, tx => node.Get<DocumentNumbers>().Next(tx, "PR")));
            return mine;
        })));
        Assert.Equal(800, drawn.SelectMany(d => d).Distinct().Count());
        Assert.All(drawn.SelectMany(d => d), n => Assert.Matches(@"^PR-\d{6}-\d{6}$", n));
    }

    [Theory, EveryDatabase]
    public async Task A_series_without_gaps_has_none_although_every_fifth_document_is_rolled_back(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        var drawn = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < 10; i++)
                try
                {
                    mine.Add(await kernel.Db.Write(Finance, async tx =>
                    {
                        var number = await kernel.Get<DocumentNumbers>().NextGapless(tx, "ST-2026");
                        return (writer + i) % 5 == 0 ? throw new IOException("rolled back") : number;
                    }));
                }
                catch (IOException)
                {
                    // Its number goes to the next.
                }
            return mine;
        })));
        Assert.Equal(Enumerable.Range(1, 128).Select(n => (long)n), drawn.SelectMany(d => d).Order());
    }

    [Fact]
    public void The_digits_shown_are_all_different_and_do_not_count()
    {
        var million = Enumerable.Range(1, 1_000_000).Select(n => Permutation.Of("PR-202611", n)).ToArray();
        Assert.Equal((0L, 999_999L, 1_000_000), (million.Min(), million.Max(), million.Distinct().Count()));
        Assert.InRange(Permutation.Of("PR-202611", 1_000_001), 1_000_000, 9_999_999);
        Assert.NotEqual(million.Take(10), Enumerable.Range(1, 10).Select(n => Permutation.Of("PR-202612", n)));
        Assert.DoesNotContain(1, million.Take(1_000).Zip(million.Skip(1), (left, right) => right - left));
    }
}
