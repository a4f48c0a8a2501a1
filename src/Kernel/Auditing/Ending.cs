using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

/// <summary>Turns what a transaction did into its audit entries and outbox messages.</summary>
internal static class Ending
{
    public static void Audit(Tx tx)
    {
        foreach (var line in tx.LogLines)
        {
            var changed = tx.Changes.Take(line.Document, line.Id);
            tx.Append(Entry(tx, line.Document, line.Id, line.Action, changed?.Parties ?? tx.Changes.PartiesOf(tx, line.Document, line.Id), changed?.Rows ?? [], line));
        }
        foreach (var (document, id, changed) in tx.Changes.TakeAll())
            tx.Append(Entry(tx, document, id, changed.PlainAction, changed.Parties, changed.Rows));
    }

    public static void Send(Tx tx, HandlerRegistry handlers)
    {
        foreach (var happened in tx.Events)
            foreach (var subscriber in handlers.For(happened))
                tx.Append(new OutboxMessage
                {
                    DocumentId = happened.Document,
                    Subscriber = subscriber.Name,
                    Payload = JsonSerializer.Serialize(happened, happened.GetType(), KernelJson.Options),
                    At = tx.Now,
                    DueAt = tx.Now,
                });
    }

    /// <summary>What the actor did to one document, with its changed rows.</summary>
    public static AuditEntry Entry(Tx tx, string document, Guid id, string action, DocumentParties parties, IReadOnlyCollection<string> rows, LogLine? line = null) => new()
    {
        At = tx.Now,
        PersonId = tx.Actor.Person,
        PersonName = tx.Actor.Name,
        MembershipId = tx.Actor.Membership,
        OrganizationId = tx.Actor.Organization,
        Via = tx.Actor.Via,
        Document = document,
        DocumentId = id,
        Action = action,
        Comment = line?.Comment,
        Args = line is { Args.Length: > 0 } ? JsonSerializer.Serialize(line.Args, KernelJson.Options) : null,
        Changes = $"[{string.Join(',', rows)}]",
        BuyerId = parties.Buyer,
        SupplierId = parties.Supplier,
        ProviderId = parties.Provider,
        OperatorSees = parties.Operator,
    };
}

/// <summary>Marks a property whose value never appears in the audit trail: password hashes, keys, codes.</summary>
public static class Secret
{
    internal const string Annotation = "Hecai:Secret";

    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(Annotation, true);
}
