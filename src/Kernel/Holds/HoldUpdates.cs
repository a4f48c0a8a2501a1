namespace Hecai;

/// <summary>The conditional updates of resources that are held: what a miss means is the same for stock, quota and budget.</summary>
public static class HoldUpdates
{
    /// <summary>
    /// Takes what each demand asks for; refuses the first that asks for more than there is, at the field it came from, with the
    /// demand's label and its amount as <paramref name="shown"/> writes it.
    /// </summary>
    public static async Task TakeEach(this Tx tx, IReadOnlyList<Demand> demands, Error shortage, Func<Demand, FormattableString> update, Func<long, object>? shown = null)
    {
        var changed = await tx.UpdateEach([.. demands.Select(update)]);
        if (Array.IndexOf(changed, 0) is >= 0 and var missed)
        {
            var (demand, amount) = (demands[missed], shown?.Invoke(demands[missed].Amount) ?? demands[missed].Amount);
            throw demand.Field is { } field ? Refused.Field(field, shortage, demand.Label, amount) : Refused.With(shortage, demand.Label, amount);
        }
    }

    /// <summary>Moves what was taken before. That it is there was promised when it was taken, so a miss is a fault of the program and not a refusal.</summary>
    public static async Task MoveEach(this Tx tx, IReadOnlyList<FormattableString> updates)
    {
        if (Array.IndexOf(await tx.UpdateEach(updates), 0) is >= 0 and var missed)
            throw new InvalidOperationException($"What was set aside is no longer there: {updates[missed].Format}");
    }

    /// <summary>Moves every line of a hold.</summary>
    public static Task MoveEach(this Tx tx, IReadOnlyList<HoldLine> lines, Func<HoldLine, FormattableString> update) => tx.MoveEach([.. lines.Select(update)]);
}
