namespace Hecai;

/// <summary>Rows as the database stores them.</summary>
internal static class BulkInsert
{
    /// <summary>The rows of journals; refuses those that do not belong to the actor.</summary>
    public static BulkRows Rows<T>(Tx tx, IReadOnlyList<T> rows) where T : class
    {
        var kind = RowKind.Of(tx.Context, typeof(T));
        List<NewRow> added = [.. rows.Select(row => NewRow.Of(kind, row))];
        Guard.Check(tx, added);
        return BulkRows.Of(kind, added);
    }
}
