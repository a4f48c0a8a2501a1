using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Hecai.Data;

/// <summary>
/// Row-level security made from the same declarations as the query filter, so that a statement that forgot the filter still
/// sees nothing foreign. The application works under a role that owns nothing and cannot bypass it.
/// </summary>
internal static class RowSecurity
{
    public const string Role = "hecai_app";

    // A transaction that writes looks up what it changes by key and adds rows from arrays: planned anew for the values of each call, as the
    // server would by its estimates, that costs as much as it does. Reading keeps the server's choice: its conditions are more or less selective.
    private const string Eyes = "SELECT set_config('hecai.scope', $1, true), set_config('hecai.org', $2, true)", EyesAndHands = Eyes + ", set_config('plan_cache_mode', 'force_generic_plan', true)";

    /// <summary>Tells the server whose eyes the transaction has, and whether it writes; the server itself forgets it at the transaction's end.</summary>
    public static async Task Enter(NpgsqlTransaction transaction, Scope scope, OrganizationId organization, bool writes, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(writes ? EyesAndHands : Eyes, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = Name(scope) }, new() { Value = organization.Value.ToString() } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Name(Scope scope) => scope switch
    {
        Scope.Platform => "platform",
        Scope.Operator => "operator",
        _ => "organization",
    };

    /// <summary>Makes the role and, for every table of the model, its policies; replaces those of an earlier version.</summary>
    public static async Task Install(HecaiContext context, CancellationToken ct)
    {
        var sql = new StringBuilder($"""
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') THEN CREATE ROLE {Role} NOLOGIN NOSUPERUSER NOBYPASSRLS; END IF;
              EXECUTE format('GRANT {Role} TO %I', current_user);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END $$;
            GRANT USAGE ON SCHEMA public TO {Role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {Role};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {Role};
            REVOKE UPDATE, DELETE ON audit_entries, audit_blocks FROM {Role};
            CREATE OR REPLACE FUNCTION hecai_append_only() RETURNS trigger LANGUAGE plpgsql AS
              $f$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $f$;
            CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION hecai_append_only();
            CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_blocks FOR EACH ROW EXECUTE FUNCTION hecai_append_only();

            """);
        foreach (var entity in context.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && e.BaseType is null))
            Policies(sql, entity);
        await context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}").ToString(), ct);
    }

    private static void Policies(StringBuilder sql, IEntityType entity)
    {
        var table = entity.GetTableName()!;
        var seen = Seen.Of(entity)!;
        var write = seen.WrittenByAll ? "true" : Rows(entity, seen);
        var read = seen.Everyone ? "true" : write;
        sql.AppendLine($"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS seen ON {table};
            DROP POLICY IF EXISTS written ON {table};
            DROP POLICY IF EXISTS added ON {table};
            CREATE POLICY seen ON {table} FOR SELECT USING ({read});
            CREATE POLICY written ON {table} FOR ALL USING ({write}) WITH CHECK ({write});
            """);
        if (seen.AddedByAll)
            sql.AppendLine($"CREATE POLICY added ON {table} FOR INSERT WITH CHECK (true);");
    }

    private static string Rows(IEntityType entity, Seen seen)
    {
        var any = new List<string> { "current_setting('hecai.scope', true) = 'platform'" };
        if (seen.Operator)
            any.Add("current_setting('hecai.scope', true) = 'operator'");
        if (seen.OperatorWhen is { } when)
            any.Add($"(current_setting('hecai.scope', true) = 'operator' AND {Column(entity, when)})");
        any.AddRange(seen.Parties.Select(party => $"{Column(entity, party)} = nullif(current_setting('hecai.org', true), '')::uuid"));
        return string.Join(" OR ", any);
    }

    private static string Column(IEntityType entity, string property) => entity.FindProperty(property)!.GetColumnName();
}
