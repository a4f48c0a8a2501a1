using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hecai;

/// <summary>
/// The save guard of tenant isolation: whatever was added, changed or removed must belong to the acting organization before
/// and after. It holds for stubs that were attached and never loaded, where the query filter cannot help.
/// </summary>
internal static class Guard
{
    public static void Check(Tx tx, IEnumerable<EntityEntry> pending)
    {
        if (tx.Context.Scope == Scope.Platform)
            return;
        foreach (var entry in pending)
        {
            var seen = Seen.Of(entry.Metadata)!;
            if (seen.WrittenByAll || (tx.Context.Scope == Scope.Operator && seen.Operator))
                continue;
            if (!Belongs(entry, seen, tx.Actor.Organization))
                throw Refused.With(KernelErrors.NotFound);
        }
    }

    private static bool Belongs(EntityEntry entry, Seen seen, OrganizationId acting) =>
        seen.Parties.Any(party =>
        {
            var property = entry.Property(party);
            return Is(property.CurrentValue, acting) && (entry.State == EntityState.Added || Is(property.OriginalValue, acting));
        });

    private static bool Is(object? value, OrganizationId acting) => value is OrganizationId organization && organization == acting;
}
