namespace Hecai;

/// <summary>Inserts many new rows at the speed of the database. Guarded and audited like everything else, but not tracked.</summary>
public static class BulkInsert
{
    /// <summary>Writes the rows at once, and for documents one audit entry each with this action.</summary>
    public static async Task InsertMany<T>(this Tx tx, IReadOnlyList<T> rows, string action = "created") where T : class
    {
        if (rows.Count == 0)
            return;
        var kind = RowKind.Of(tx.Context, typeof(T));
        List<NewRow> added = [.. rows.Select(row => NewRow.Of(kind, row))];
        Guard.Check(tx, added);
        var inserts = new List<BulkRows> { Rows(kind, added) };
        if (kind.Document is { } document)
            inserts.Add(Rows(tx, [.. added.Select(row => Ending.Entry(tx, document, kind.RootOf(row.Entity), action, kind.PartiesOf(row.Entity), [AuditText.Of(row)]))]));
        await tx.Engine.Execute(tx.Context, inserts, tx.Cancel);
    }

    /// <summary>The rows as the database stores them; refuses those that do not belong to the actor.</summary>
    internal static BulkRows Rows<T>(Tx tx, IReadOnlyList<T> rows) where T : class
    {
        var kind = RowKind.Of(tx.Context, typeof(T));
        List<NewRow> added = [.. rows.Select(row => NewRow.Of(kind, row))];
        Guard.Check(tx, added);
        return Rows(kind, added);
    }

    private static BulkRows Rows(RowKind kind, List<NewRow> rows) => new(kind.Table, [.. rows.Select(row => row.Values)]);
}
