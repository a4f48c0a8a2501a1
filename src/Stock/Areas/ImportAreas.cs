using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hecai.Stock;

/// <summary>A division that a sheet changes.</summary>
/// <param name="Before">Working days; null where it was not delivered to by that name.</param>
/// <param name="After">Null where it is not any more.</param>
public sealed record AreaChange(string RegionCode, int? Before, int? After);

/// <summary>Why a row cannot be taken.</summary>
public sealed record AreaFault(long Line, string Named, FieldError Fault);

/// <summary>What a sheet did, or would do.</summary>
/// <param name="Basis">Stands for exactly these changes from exactly these days.</param>
/// <param name="Unchanged">Divisions that stay as they are.</param>
public sealed record AreaImport(bool Written, long Basis, int Unchanged, IReadOnlyList<AreaChange> Changes, IReadOnlyList<AreaFault> Faults);

/// <summary>
/// Says anew where a warehouse delivers, by a sheet: all of it or nothing, and a division that it does not name is not delivered to any more.
/// The rules are those of <see cref="SetDeliveryAreas"/>.
/// </summary>
public sealed class ImportAreas(AppDb db, StockQueries stock, ServedAreas served)
{
    private const int MaxFaults = 100;

    /// <param name="id">A warehouse of the actor's own.</param>
    /// <param name="content">A CSV or XLSX file.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="dryRun">Says what would change, with the faults, and changes nothing; otherwise faults refuse the whole sheet by <c>rows[line].field</c>.</param>
    /// <param name="expectedBasis">What a dry run was shown; refused with <c>document.changed</c> when it would be something else by now. Null: whatever it is.</param>
    /// <param name="actor">Of its supplier.</param>
    /// <param name="ct">Stops reading, or cancels the transaction.</param>
    public async Task<AreaImport> Run(WarehouseId id, Stream content, string fileName, bool dryRun, long? expectedBasis, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(StockPermissions.Manage);
        var rows = await AreaSheet.Read(content, fileName, ct);
        if (rows.Count == 0)
            throw Refused.Field("file", KernelErrors.Required);
        if (dryRun)
            return await db.Read(actor, async read => Plan(rows, await Areas(read, id), written: false), ct);
        return await db.Write(actor, async tx =>
        {
            var plan = Plan(rows, await Areas(tx, id), written: true);
            if (Refused.Many([.. plan.Faults.Select(f => f.Fault with { Field = $"rows[{f.Line}].{f.Fault.Field}" }).Take(MaxFaults)]) is { } refused)
                throw refused;
            Tx.DemandVersion(expectedBasis, plan.Basis);
            if (plan.Changes.Count == 0)
                return plan with { Written = false };
            var warehouse = await tx.Load<Warehouse>(id);
            warehouse.DeliversTo([.. rows.Select(r => (r.RegionCode!, r.Days))]);
            tx.Touch(warehouse);
            tx.Log("warehouse", id, "warehouse.areas_set", null, rows.Count);
            tx.AfterCommit(served.Forget);
            return plan;
        }, ct);
    }

    private async Task<IReadOnlyDictionary<string, int>> Areas(Reading read, WarehouseId id)
    {
        if ((await read.Load<Warehouse>(id)).SupplierId != read.Actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        return await stock.Areas(read, id);
    }

    private static AreaImport Plan(IReadOnlyList<AreaRow> rows, IReadOnlyDictionary<string, int> now, bool written)
    {
        var (said, lines, faults) = (new Dictionary<string, int>(), new Dictionary<string, long>(), new List<AreaFault>());
        foreach (var row in rows)
        {
            faults.AddRange(row.Faults.Select(f => new AreaFault(row.Line, row.Named, f)));
            if (row.RegionCode is not { } code || row.Faults.Count > 0)
                continue;
            if (!lines.TryAdd(code, row.Line))
                faults.Add(new(row.Line, row.Named, new FieldError("regionCode", StockErrors.AreaRepeated, [row.Named, lines[code]])));
            else
                said[code] = row.Days;
        }
        List<AreaChange> changes = [.. said.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Select(code => new AreaChange(code, Of(now, code), Of(said, code))).Where(c => c.Before != c.After)];
        return new(written, Basis(changes), said.Count(s => Of(now, s.Key) == s.Value), changes, faults);
    }

    private static int? Of(IReadOnlyDictionary<string, int> days, string code) => days.TryGetValue(code, out var within) ? within : null;

    private static long Basis(IEnumerable<AreaChange> changes)
    {
        var text = string.Join('\n', changes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.RegionCode} {c.Before} {c.After}")));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & long.MaxValue;
    }
}
