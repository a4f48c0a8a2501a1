namespace Hecai.Tests.Kernel;

/// <summary>The sealed trail: nothing of it can be changed, added or taken away without being found.</summary>
public sealed class AuditStories
{
    private const int Tampers = 100, PerBlock = 8, Blocks = 5;
    private static readonly OrganizationId Bank = Id.Named<OrganizationId>("bank");
    private static readonly string[] Texts = ["person_name", "document", "action", "comment", "args", "changes"];
    private static readonly string[] Ids = ["person_id", "membership_id", "organization_id", "document_id", "buyer_id", "supplier_id", "provider_id"];
    private static readonly string[] BlockTexts = ["hash", "previous_hash", "signature"];
    private static readonly string[] BlockNumbers = ["from_xid", "from_seq", "to_xid", "to_seq", "entries", "number"];

    /// <summary>Writes entries and seals them, until there are so many blocks of so many entries.</summary>
    private static async Task<AuditChain> Sealed(TestKernel kernel, int blocks = Blocks)
    {
        var chain = kernel.Get<AuditChain>();
        for (var block = 1; block <= blocks; block++)
        {
            for (var i = 0; i < PerBlock; i++)
                await kernel.Centre(Bank, $"C-{block}-{i}");
            // The horizon is that of the whole cluster: another test's running transaction holds it back for a while.
            await Eventually.Is(0L, async () => await chain.Seal(default) is var _ ? (await chain.Verify(default)).Unsealed : 0);
        }
        return chain;
    }

    [Theory, EveryDatabase]
    public async Task A_hundred_random_changes_of_what_was_sealed_are_all_found(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        var chain = await Sealed(kernel);
        var (random, last) = (new Random(20261122), (await chain.Verify(default)).Blocks);
        if (kind == Database.Sqlite)
            foreach (var trigger in new[] { "audit_entries_no_update", "audit_entries_no_delete", "audit_blocks_no_update", "audit_blocks_no_delete" })
                await kernel.Sql($"DROP TRIGGER {trigger}");
        await kernel.Sql("CREATE TABLE kept_entries AS SELECT * FROM audit_entries; CREATE TABLE kept_blocks AS SELECT * FROM audit_blocks");
        var (missed, kinds) = (new List<string>(), new HashSet<string>());
        for (var i = 0; i < Tampers; i++)
        {
            var (name, sql) = Tamper(kind, random, last);
            await kernel.Sql(sql);
            kinds.Add(name);
            if ((await chain.Verify(default)).Intact)
                missed.Add(sql);
            await kernel.Sql("DELETE FROM audit_entries; INSERT INTO audit_entries SELECT * FROM kept_entries; DELETE FROM audit_blocks; INSERT INTO audit_blocks SELECT * FROM kept_blocks");
        }
        Assert.Empty(missed);
        Assert.Equal(8, kinds.Count);
        var healed = await chain.Verify(default);
        Assert.Equal((true, (long)PerBlock * Blocks), (healed.Intact, healed.Entries));
    }

    private static (string Name, string Sql) Tamper(Database kind, Random random, long last)
    {
        string One(string[] names) => names[random.Next(names.Length)];
        var entry = $"WHERE seq = (SELECT seq FROM kept_entries ORDER BY seq LIMIT 1 OFFSET {random.Next(PerBlock * Blocks)})";
        var block = $"WHERE number = {1 + random.Next((int)last)}";
        var (text, id, blockText) = (One(Texts), One(Ids), One(BlockTexts));
        var stranger = kind == Database.Sqlite ? "'7F3B9C52-0D1E-7A44-8C11-5E0F2A9B6D31'" : "'7f3b9c52-0d1e-7a44-8c11-5e0f2a9b6d31'";
        return random.Next(8) switch
        {
            0 => ("text", $"UPDATE audit_entries SET {text} = COALESCE({text}, '') || 'x' {entry}"),
            1 => ("id", $"UPDATE audit_entries SET {id} = {stranger} {entry}"),
            2 => ("time", $"UPDATE audit_entries SET at = at + {(kind == Database.Sqlite ? "1" : "interval '1 microsecond'")} {entry}"),
            3 => ("entry away", $"DELETE FROM audit_entries {entry}"),
            4 => ("block text", $"UPDATE audit_blocks SET {blockText} = '!' || substr({blockText}, 2) {block}"),
            5 => ("block number", $"UPDATE audit_blocks SET {One(BlockNumbers)} = -7 {block}"),
            6 => ("block time", $"UPDATE audit_blocks SET sealed_at = sealed_at + {(kind == Database.Sqlite ? "1" : "interval '1 microsecond'")} {block}"),
            // The newest blocks with everything that they sealed: what is left is a chain that is whole in itself.
            _ => ("tail", $"DELETE FROM audit_entries WHERE seq >= (SELECT from_seq FROM kept_blocks WHERE number = {1 + random.Next((int)last)}); "
                + "DELETE FROM audit_blocks WHERE to_seq > (SELECT COALESCE(max(seq), 0) FROM audit_entries)"),
        };
    }

    [Theory, EveryDatabase]
    public async Task After_the_end_was_taken_off_nothing_is_sealed_over_it(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        var chain = await Sealed(kernel, blocks: 2);
        var newest = (await chain.Verify(default)).Blocks;
        await kernel.Sql((kind == Database.Sqlite ? "DROP TRIGGER audit_entries_no_delete; DROP TRIGGER audit_blocks_no_delete; " : "")
            + $"DELETE FROM audit_entries WHERE seq >= (SELECT from_seq FROM audit_blocks WHERE number = {newest}); DELETE FROM audit_blocks WHERE number = {newest}");
        var expected = $"block {newest} was sealed and is missing: the end of the chain was taken off";
        Assert.Equal(expected, (await chain.Verify(default)).Fault);
        await kernel.Centre(Bank, "C-9");
        Assert.Equal(expected, (await Assert.ThrowsAsync<InvalidOperationException>(() => chain.Seal(default))).Message);
    }

    [Theory, EveryDatabase]
    public async Task The_chain_goes_on_after_a_restart_and_fits_no_other_key(Database kind)
    {
        await using var first = await TestKernel.Open(kind);
        await Sealed(first, blocks: 1);
        await using var second = await first.Beside();
        var chain = second.Get<AuditChain>();
        Assert.True((await chain.Verify(default)).Intact);
        await second.Centre(Bank, "C-9");
        await Eventually.Is(0L, async () => await chain.Seal(default) is var _ ? (await chain.Verify(default)).Unsealed : 0);
        var verdict = await first.Get<AuditChain>().Verify(default);
        Assert.Equal((null, PerBlock + 1L), (verdict.Fault, verdict.Entries));

        await using var stranger = await first.Beside(otherKeys: Directory.CreateTempSubdirectory("hecai-key-").FullName);
        Assert.Equal("the signature of block 1 is not this installation's", (await stranger.Get<AuditChain>().Verify(default)).Fault);
    }

    [Theory, EveryDatabase]
    public async Task The_database_itself_refuses_to_change_the_trail(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        await Sealed(kernel, blocks: 1);
        foreach (var table in new[] { "audit_entries", "audit_blocks" })
            foreach (var sql in new[] { $"UPDATE {table} SET {(table == "audit_entries" ? "person_name" : "hash")} = 'x'", $"DELETE FROM {table}" })
            {
                await using var connection = await kernel.Db.Engine.Connect(default);
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                Assert.Contains("append-only", (await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync())).Message, StringComparison.Ordinal);
            }
        Assert.True((await kernel.Get<AuditChain>().Verify(default)).Intact);
    }
}
