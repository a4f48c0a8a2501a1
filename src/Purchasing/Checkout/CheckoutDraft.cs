using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

/// <summary>A field of the checkout as it was filled in.</summary>
public sealed record CheckoutField(string Name, string Value);

/// <summary>What a membership has filled in at the checkout and when it was kept.</summary>
public sealed record CheckoutKept(IReadOnlyList<CheckoutField> Fields, DateTimeOffset SavedAt);

/// <summary>
/// What somebody has filled in at the checkout and not submitted: one of each membership, as its cart is one. It is kept as it was typed,
/// right or wrong, and ends with the submission.
/// </summary>
internal sealed class CheckoutDraft
{
    public const int MaxLength = 500_000;

    public OrganizationId BuyerId { get; init; }
    public MembershipId MembershipId { get; init; }
    public IReadOnlyList<CheckoutField> Fields { get; set; } = [];
    public DateTimeOffset SavedAt { get; set; }
}

internal sealed class CheckoutDraftMap : IEntityTypeConfiguration<CheckoutDraft>
{
    public void Configure(EntityTypeBuilder<CheckoutDraft> draft)
    {
        // As the cart itself: a scratch pad, of which only what becomes of it is audited.
        draft.ToTable("checkout_drafts").Unaudited(seen => seen.By(x => x.BuyerId));
        draft.HasKey(x => new { x.BuyerId, x.MembershipId });
        draft.Property(x => x.Fields).HasJson();
    }
}

/// <summary>Keeps what is filled in at the checkout, in the place of what was kept before.</summary>
public sealed class KeepCheckout(AppDb db)
{
    /// <param name="fields">As the form names them. More than half a million characters are refused with <c>checkout.draft_too_long</c>.</param>
    /// <param name="actor">Whose cart it is.</param>
    /// <param name="ct">Cancels the transaction.</param>
    /// <returns>When it was kept.</returns>
    public Task<DateTimeOffset> Run(IReadOnlyList<CheckoutField> fields, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PurchasingPermissions.Submit);
        if (JsonSerializer.Serialize(fields, KernelJson.Options).Length > CheckoutDraft.MaxLength)
            throw Refused.With(PurchasingErrors.DraftTooLong);
        return db.Write(actor, async tx =>
        {
            // A cart that was submitted meanwhile has nothing to be kept for: what was still under way when the button was pressed comes too late.
            if (!await tx.Set<CartLine>().AnyAsync(l => l.MembershipId == actor.Membership, ct))
                return tx.Now;
            var draft = await tx.Set<CheckoutDraft>().FirstOrDefaultAsync(d => d.MembershipId == actor.Membership, ct)
                ?? tx.Add(new CheckoutDraft { BuyerId = actor.Organization, MembershipId = actor.Membership });
            (draft.Fields, draft.SavedAt) = (fields, tx.Now);
            return tx.Now;
        }, ct);
    }
}

/// <summary>Forgets what is kept of the checkout.</summary>
public sealed class ForgetCheckout(AppDb db)
{
    public Task Run(Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PurchasingPermissions.Submit);
        return db.Write(actor, tx =>
        {
            Now(tx);
            return Task.CompletedTask;
        }, ct);
    }

    internal static void Now(Tx tx) => tx.Also($"DELETE FROM checkout_drafts WHERE buyer_id = {tx.Actor.Organization} AND membership_id = {tx.Actor.Membership}");
}

public sealed class CheckoutQueries
{
    /// <summary>What the actor has filled in and not submitted; null where nothing is kept.</summary>
    public async Task<CheckoutKept?> Kept(Reading read)
    {
        var me = read.Actor.Membership;
        return await read.Set<CheckoutDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.MembershipId == me, read.Cancel) is { } draft ? new(draft.Fields, draft.SavedAt) : null;
    }
}
