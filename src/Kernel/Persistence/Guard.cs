using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hecai;

/// <summary>
/// The save guard of tenant isolation: whatever was added, changed or removed must belong to the acting organization before
/// and after. It holds for stubs that were attached and never loaded, where the query filter cannot help.
/// </summary>
internal static class Guard
{
    public static void Check(Tx tx, IEnumerable<NewRow> added)
    {
        foreach (var row in added)
            if (!row.Kind.MayAdd(row.Entity, tx.Context.Scope, tx.Actor.Organization))
                throw Refused.With(KernelErrors.NotFound);
    }

    public static void Check(Tx tx, IEnumerable<EntityEntry> pending)
    {
        foreach (var entry in pending.Where(e => e.State != EntityState.Added))
        {
            var kind = RowKind.Of(entry.Metadata);
            if (!kind.MayWriteAll(tx.Context.Scope) && !kind.Parties.Any(party => Both(entry.Property(party), tx.Actor.Organization)))
                throw Refused.With(KernelErrors.NotFound);
        }
    }

    private static bool Both(PropertyEntry party, OrganizationId acting) => Is(party.OriginalValue, acting) && Is(party.CurrentValue, acting);

    private static bool Is(object? value, OrganizationId acting) => value is OrganizationId organization && organization == acting;
}
