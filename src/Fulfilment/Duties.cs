
namespace Hecai.Fulfilment;

/// <summary>Segregation of duties at the receiving end (S7): humans are compared, not memberships.</summary>
public static class Duties
{
    /// <summary>Refuses with <c>delivery.own_request</c> when the actor asked for what would be received or accepted.</summary>
    public static void DemandNotRequester(this Actor actor, PersonId requester)
    {
        if (actor.Person == requester && !actor.IsSystem)
            throw Refused.With(FulfilmentErrors.OwnRequest);
    }
}

/// <summary>How much of a service goes with a part of the goods that it belongs to.</summary>
public static class ServiceShare
{
    /// <summary>
    /// The share of a service of <paramref name="total"/> units that goes with the next <paramref name="quantity"/> of <paramref name="whole"/>
    /// pieces, after <paramref name="before"/> pieces that took <paramref name="taken"/> units: whole units, and the last part gets what is left,
    /// so that the parts sum to the whole.
    /// </summary>
    public static long Of(long total, long whole, long before, long quantity, long taken)
    {
        if (whole <= 0)
            return 0;
        var due = (long)((Int128)total * Math.Min(before + quantity, whole) / whole);
        return Math.Max(0, due - taken);
    }
}
