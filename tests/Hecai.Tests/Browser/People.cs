namespace Hecai.Tests.Browser;

/// <summary>The people of a story, each at a browser of their own that stays open while they have something to do.</summary>
internal sealed class People(World world, string culture) : IAsyncDisposable
{
    private readonly Dictionary<string, Visitor> visitors = [];
    private readonly List<string> past = [];

    /// <summary>What any of their pages complained of.</summary>
    public IEnumerable<string> Faults => past.Concat(visitors.Values.SelectMany(v => v.Faults));

    public World World => world;

    /// <summary>The person, signed in.</summary>
    public async Task<Visitor> Of(string key, int width = Visitor.Desktop)
    {
        if (!visitors.TryGetValue(key, out var visitor))
        {
            visitors.Add(key, visitor = await Visitor.Open(world, culture, width));
            await visitor.SignIn(key);
        }
        return visitor;
    }

    /// <summary>Everybody went home: whoever is needed again signs in again.</summary>
    public async Task NextDay()
    {
        past.AddRange(Faults.ToList());
        foreach (var visitor in visitors.Values)
            await visitor.DisposeAsync();
        visitors.Clear();
    }

    /// <summary>Runs the story; where it stops, HECAI_SCREENSHOTS keeps what everybody saw.</summary>
    public async Task Telling(Func<Task> story)
    {
        try
        {
            await story();
        }
        catch (Exception) when (Environment.GetEnvironmentVariable("HECAI_SCREENSHOTS") is not null)
        {
            foreach (var (key, visitor) in visitors)
                await visitor.Photograph($"stopped-{key}-{culture}");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors.Values)
            await visitor.DisposeAsync();
    }
}
