using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Control;

public readonly record struct ApprovalTaskId(Guid Value) : IId;

public enum ApprovalState { Planned, Open, Approved, Rejected, Returned, Superseded, HandedOn }

/// <summary>One person's decision on one level of one document. The whole route is made at submission; levels open one after the other.</summary>
internal sealed class ApprovalTask
{
    public static readonly Flow<ApprovalState> Lifecycle = new("approval_task", ("审批任务", "Approval"),
        (ApprovalState.Planned, ("未到", "Not yet"), Tone.Idle,
            [new(ApprovalState.Open, "open", ("开始", "Open"), null), new(ApprovalState.Superseded, "supersede", ("作废", "Supersede"), null)]),
        (ApprovalState.Open, ("等待中", "Waiting"), Tone.Wait,
            [new(ApprovalState.Approved, "approve", ("同意", "Approve"), ControlPermissions.Decide),
             new(ApprovalState.Rejected, "reject", ("驳回", "Reject"), ControlPermissions.Decide),
             new(ApprovalState.Returned, "return", ("退回修改", "Return"), ControlPermissions.Decide),
             new(ApprovalState.HandedOn, "hand_on", ("转办", "Hand on"), ControlPermissions.Decide),
             new(ApprovalState.Planned, "ask_first", ("先请他人审批", "Ask another first"), ControlPermissions.Decide),
             new(ApprovalState.Superseded, "supersede", ("作废", "Supersede"), null)]),
        (ApprovalState.Approved, ("已同意", "Approved"), Tone.Done, []),
        (ApprovalState.Rejected, ("已驳回", "Rejected"), Tone.Bad, []),
        (ApprovalState.Returned, ("已退回", "Returned"), Tone.Bad, []),
        (ApprovalState.Superseded, ("已作废", "Superseded"), Tone.Idle, []),
        (ApprovalState.HandedOn, ("已转办", "Handed on"), Tone.Idle, []));

    /// <summary>How often a requester may remind of one that waits, in hours.</summary>
    public const int ReminderHours = 4;

    private ApprovalTask() { }

    public ApprovalTask(ApprovalSubject subject, PlannedLevel level, DateTimeOffset now)
    {
        Id = Hecai.Id.New<ApprovalTaskId>();
        BuyerId = subject.Buyer;
        (Document, DocumentId, Number, Title, AmountMinor) = (subject.Document, subject.DocumentId, subject.Number, subject.Title, subject.Amount.Minor);
        (RequesterPerson, RequesterName, Fingerprint) = (subject.RequesterPerson, subject.RequesterName, subject.Fingerprint);
        (Level, Name, Approver, ApproverPerson, ApproverName) = (level.Level, level.Name, level.Approver, level.Person, level.PersonName);
        (BecauseZh, BecauseEn, SubmittedAt) = (level.Because.Zh, level.Because.En, now);
    }

    /// <summary>Somebody whom an approver of the same level has asked.</summary>
    public ApprovalTask(ApprovalTask of, Parties.Member member, Text because, int place)
    {
        Id = Hecai.Id.New<ApprovalTaskId>();
        BuyerId = of.BuyerId;
        (Document, DocumentId, Number, Title, AmountMinor) = (of.Document, of.DocumentId, of.Number, of.Title, of.AmountMinor);
        (RequesterPerson, RequesterName, Fingerprint) = (of.RequesterPerson, of.RequesterName, of.Fingerprint);
        (Level, Name, Approver, ApproverPerson, ApproverName) = (of.Level, of.Name, member.Id, member.Person, member.Name);
        (BecauseZh, BecauseEn, SubmittedAt, Place) = (because.Zh, because.En, of.SubmittedAt, place);
    }

    public ApprovalTaskId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public string Document { get; private set; } = "";
    public Guid DocumentId { get; private set; }
    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public long AmountMinor { get; private set; }
    public PersonId RequesterPerson { get; private set; }
    public string RequesterName { get; private set; } = "";
    public int Level { get; private set; }

    /// <summary>Its place within the level: below zero for who was asked first, above for who comes afterwards.</summary>
    public int Place { get; private set; }
    public string Name { get; private set; } = "";
    public MembershipId Approver { get; private set; }
    public PersonId ApproverPerson { get; private set; }
    public string ApproverName { get; private set; } = "";
    public string BecauseZh { get; private set; } = "";
    public string BecauseEn { get; private set; } = "";
    public ApprovalState State { get; private set; }

    /// <summary>SHA-256 over what is being approved; a decision on anything else is void.</summary>
    public string Fingerprint { get; private set; } = "";
    public DateTimeOffset SubmittedAt { get; private set; }
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Comment { get; private set; }

    /// <summary>Who decided; another than the approver where a stand-in did. Null before.</summary>
    public PersonId? DecidedByPerson { get; private set; }
    public string? DecidedByName { get; private set; }

    /// <summary>When the requester last reminded of it.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }
    public long Version { get; private set; }

    public void Open(DateTimeOffset now)
    {
        State = Lifecycle.Move(State, ApprovalState.Open);
        OpenedAt = now;
    }

    public void Decide(ApprovalState decision, string? comment, PersonId person, string name, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, decision);
        (DecidedAt, Comment, DecidedByPerson, DecidedByName) = (now, comment, person, name);
    }

    public void HandOn(string reason, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, ApprovalState.HandedOn);
        (DecidedAt, Comment) = (now, reason);
    }

    /// <summary>Waits for somebody who was asked first.</summary>
    public void Wait()
    {
        State = Lifecycle.Move(State, ApprovalState.Planned);
        OpenedAt = null;
    }

    /// <summary>Refused with <c>approval.reminded</c> when that was done a short time ago: a reminder that comes every minute is not read.</summary>
    public void Remind(DateTimeOffset now)
    {
        if (RemindedAt is { } at && now < at.AddHours(ReminderHours))
            throw Refused.With(ControlErrors.Reminded, ReminderHours, ChinaTime.Written(at));
        RemindedAt = now;
    }

    public void Supersede() => State = Lifecycle.Move(State, ApprovalState.Superseded);
}

internal sealed class ApprovalTaskMap : IEntityTypeConfiguration<ApprovalTask>
{
    public void Configure(EntityTypeBuilder<ApprovalTask> task)
    {
        task.ToTable("approval_tasks").PartOf("approval_task", x => x.Id, seen => seen.By(x => x.BuyerId));
        task.HasKey(x => new { x.BuyerId, x.Id });
        task.Property(x => x.Document).HasMaxLength(60);
        task.Property(x => x.Number).HasMaxLength(40);
        task.Property(x => x.Title).HasMaxLength(200);
        task.Property(x => x.Fingerprint).HasMaxLength(64);
        task.Property(x => x.Comment).HasMaxLength(500);
        task.Property(x => x.DecidedByName).HasMaxLength(60);
        task.HasIndex(x => new { x.BuyerId, x.Approver, x.State, x.OpenedAt });
        task.HasIndex(x => new { x.BuyerId, x.DecidedByPerson, x.DecidedAt });
        task.HasIndex(x => new { x.BuyerId, x.DocumentId });
    }
}

/// <summary>What is to be approved, as the engine needs to know it.</summary>
public sealed record ApprovalSubject(OrganizationId Buyer, string Document, Guid DocumentId, string Number, string Title, Money Amount,
    PersonId RequesterPerson, string RequesterName, DepartmentId Department, string Fingerprint);

/// <summary>One level of a planned route: who, and why this person.</summary>
public sealed record PlannedLevel(int Level, string Name, MembershipId Approver, PersonId Person, string PersonName, Text Because);
