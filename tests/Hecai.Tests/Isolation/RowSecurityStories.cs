using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hecai.Tests.Isolation;

/// <summary>PostgreSQL alone keeps organizations apart: a select without any filter, under the application's role, shows no row of another.</summary>
public sealed class RowSecurityStories
{
    [Fact]
    public async Task A_select_without_a_filter_shows_no_row_of_another_organization()
    {
        await using var world = await World.Open(Database.Postgres, workers: false);
        var tables = await world.Get<Engine>().Read(Scope.Platform, default, context => Task.FromResult(context.Model.GetEntityTypes()
            .Where(e => e.GetTableName() is not null && e.BaseType is null)
            .Select(e => (Table: e.GetTableName()!, Seen: Seen.Of(e)!, Columns: Seen.Of(e)!.Parties.Select(p => e.FindProperty(p)!.GetColumnName()).ToList())).ToList()), default);
        Assert.True(tables.Count > 40);

        var (shown, hidden, faults) = (0L, 0L, new List<string>());
        foreach (var key in (string[])["jiangnan-bank", "yunling", "xunan", "hengrui-precision"])
        {
            var organization = Id.Named<OrganizationId>(key).Value;
            await using var connection = new NpgsqlConnection(world.Settings.Database);
            await connection.OpenAsync();
            foreach (var (table, seen, columns) in tables)
            {
                var total = await Scalar(connection, $"SELECT count(*) FROM {table}");
                var own = columns.Count == 0 ? "false" : string.Join(" OR ", columns.Select(c => $"{c} = '{organization}'"));
                await Scalar(connection, $"SET ROLE hecai_app; SELECT length(set_config('hecai.scope', 'organization', false) || set_config('hecai.org', '{organization}', false))");
                var visible = await Scalar(connection, $"SELECT count(*) FROM {table}");
                // The parties' columns may be null for a row that nobody but the platform sees: never true, so never own.
                var foreign = await Scalar(connection, $"SELECT count(*) FROM {table} WHERE ({own}) IS NOT TRUE");
                await Scalar(connection, "RESET ROLE; SELECT 1");
                if (foreign > 0 && !seen.Everyone && !seen.WrittenByAll)
                    faults.Add($"{key} sees {foreign} foreign rows of {table}");
                (shown, hidden) = (shown + visible, hidden + total - visible);
            }
        }
        Assert.Empty(faults);
        // Each is its own positive control: something is shown, and something is there to hide.
        Assert.True(shown > 1_000 && hidden > 1_000, $"{shown} shown, {hidden} hidden");
    }

    [Fact]
    public async Task Tables_that_everyone_reads_are_the_ones_that_we_mean()
    {
        await using var world = await World.Open(Database.Postgres, workers: false);
        var open = await world.Get<Engine>().Read(Scope.Platform, default, context => Task.FromResult(context.Model.GetEntityTypes()
            .Where(e => e.GetTableName() is not null && e.BaseType is null && (Seen.Of(e)!.Everyone || Seen.Of(e)!.WrittenByAll)).Select(e => e.GetTableName()!).Distinct().Order(StringComparer.Ordinal).ToList()), default);
        Assert.Equal(Reviewed, open);
    }

    private static readonly string[] Reviewed =
    [
        "audit_blocks", "brands", "catalogue_changes", "categories", "delivery_areas", "freight_schedules", "listings", "number_series", "organization_names", "scenario_package_lines", "scenario_packages", "sku_files", "sku_relations", "skus", "stock_items", "warehouses",
    ];

    [Fact]
    public async Task Neither_inserts_nor_updates_reach_another_organization()
    {
        await using var world = await World.Open(Database.Postgres, workers: false);
        await using var connection = new NpgsqlConnection(world.Settings.Database);
        await connection.OpenAsync();
        await Scalar(connection, $"SET ROLE hecai_app; SELECT length(set_config('hecai.scope', 'organization', false) || set_config('hecai.org', '{Id.Named<OrganizationId>("hengrui-precision").Value}', false))");
        var bank = Id.Named<OrganizationId>("jiangnan-bank").Value;
        Assert.Equal(0, await Changed(connection, $"UPDATE requisitions SET purpose = 'x' WHERE buyer_id = '{bank}'"));
        Assert.Equal(0, await Changed(connection, $"DELETE FROM cart_lines WHERE buyer_id = '{bank}'"));
        Assert.True(await Changed(connection, "UPDATE requisitions SET purpose = purpose") > 0);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Changed(connection, $"UPDATE requisitions SET buyer_id = '{bank}'"));
        Assert.Equal("42501", refused.SqlState);
        refused = await Assert.ThrowsAsync<PostgresException>(() => Changed(connection, "DELETE FROM audit_entries"));
        Assert.Equal("42501", refused.SqlState);

        // Messages are added blindly: an organization reads and changes not even its own.
        const string message = "INSERT INTO outbox_messages (document_id, subscriber, payload, at, due_at, attempts, dead) VALUES (gen_random_uuid(), 'story', '{}', now(), now(), 0, false)";
        Assert.Equal((1, 0L, 0), (await Changed(connection, message), await Scalar(connection, "SELECT count(*) FROM outbox_messages"), await Changed(connection, "UPDATE outbox_messages SET dead = true")));
        refused = await Assert.ThrowsAsync<PostgresException>(() => Changed(connection, message + " RETURNING seq"));
        Assert.Equal("42501", refused.SqlState);
        Assert.Equal(1, await Scalar(connection, "RESET ROLE; SELECT count(*) FROM outbox_messages WHERE subscriber = 'story'"));
    }

    private static async Task<long> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<int> Changed(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
