using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

public readonly record struct QualificationId(Guid Value) : IId;

/// <summary>A licence or certificate of a supplier or service provider, valid through its last day.</summary>
internal sealed class Qualification
{
    public const int MaxName = 100, MaxNumber = 60;

    private Qualification() { }

    public Qualification(OrganizationId organization, string? name, string? number, DateOnly validUntil, DateOnly today)
    {
        var fields = new FieldErrors();
        (Id, OrganizationId) = (Hecai.Id.New<QualificationId>(), organization);
        Name = fields.Read("name", field => PlainText.Line(field, name, MaxName)) ?? "";
        Number = fields.Read("number", field => PlainText.Line(field, number, MaxNumber)) ?? "";
        ValidUntil = fields.Read("validUntil", field => validUntil < today ? throw Refused.Field(field, PartiesErrors.QualificationExpired) : validUntil);
        fields.Demand();
    }

    public QualificationId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }
    public string Name { get; private set; } = "";
    public string Number { get; private set; } = "";
    public DateOnly ValidUntil { get; private set; }
}

/// <summary>Adds a qualification to the actor's own organization.</summary>
public sealed class AddQualification(AppDb db)
{
    public Task<QualificationId> Run(string? name, string? number, DateOnly validUntil, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageOwn);
        return db.Write(actor, tx => Task.FromResult(tx.Add(new Qualification(actor.Organization, name, number, validUntil, ChinaTime.DateOf(tx.Now))).Id), ct);
    }
}

/// <summary>Takes a qualification back, one that was entered by mistake or replaced.</summary>
public sealed class RemoveQualification(AppDb db)
{
    public Task Run(QualificationId id, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageOwn);
        // Also for the operator only its own: it sees the others' qualifications but they are not its to take back.
        return db.Write(actor, async tx => tx.Remove(
            await tx.Set<Qualification>().FirstOrDefaultAsync(q => q.Id == id && q.OrganizationId == actor.Organization, ct) ?? throw Refused.With(KernelErrors.NotFound)), ct);
    }
}
