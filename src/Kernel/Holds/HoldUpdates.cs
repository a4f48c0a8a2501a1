namespace Hecai;

/// <summary>The conditional updates of resources that are held: what a miss means is the same for stock, quota and budget.</summary>
public static class HoldUpdates
{
    /// <summary>
    /// Takes what each demand asks for; refuses the first that asks for more than there is, at the field it came from, with the
    /// demand's label and its amount as <paramref name="shown"/> writes it.
    /// </summary>
    public static void TakeEach(this Tx tx, IReadOnlyList<Demand> demands, Error shortage, Func<Demand, FormattableString> update, Func<long, object>? shown = null)
    {
        foreach (var demand in demands)
            tx.Move(update(demand), () =>
            {
                var amount = shown?.Invoke(demand.Amount) ?? demand.Amount;
                return demand.Field is { } field ? Refused.Field(field, shortage, demand.Label, amount) : Refused.With(shortage, demand.Label, amount);
            });
    }

    /// <summary>Moves what was taken before. That it is there was promised when it was taken, so a miss is a fault of the program and not a refusal.</summary>
    public static void Move(this Tx tx, FormattableString update) =>
        tx.Move(update, () => new InvalidOperationException($"What was set aside is no longer there: {update.Format}"));

    /// <summary>Moves each of what was taken before.</summary>
    public static void MoveEach<T>(this Tx tx, IEnumerable<T> taken, Func<T, FormattableString> update)
    {
        foreach (var each in taken)
            tx.Move(update(each));
    }
}
