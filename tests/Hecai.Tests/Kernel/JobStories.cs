namespace Hecai.Tests.Kernel;

/// <summary>Scheduled work runs without anybody asking for it: in memory on SQLite, from the clustered store on PostgreSQL.</summary>
public sealed class JobStories
{
    [Theory, EveryDatabase]
    public async Task What_was_written_is_sealed_by_the_schedule_alone(Database database)
    {
        await using var world = await World.Open(database);
        var chain = world.Get<AuditChain>();
        var before = await chain.Verify(default);
        await (await world.As("he.jiayi")).Draft(new Want("BY-SH18", 1));
        await Eventually.Is((true, 0L), async () => await chain.Verify(default) is var now ? (now.Blocks > before.Blocks, now.Unsealed) : default);
    }
}
