using Hecai.Parties;
using Hecai.Pricing;

namespace Hecai.Messages;

/// <summary>Framework agreements: whose consent is wanted, that one is in force, came back, or ends soon.</summary>
internal sealed class AgreementMessages(Postman post, AgreementQueries agreements, OrganizationDirectory directory) : IHandle<AgreementMoved>, IHandle<AgreementEnds>
{
    public async Task Handle(Tx tx, AgreementMoved happened)
    {
        // Told as it is now: what was proposed and taken back at once asks nobody.
        var agreement = await agreements.One(tx, happened.Agreement);
        if (agreement.State != happened.State)
            return;
        switch (happened.State)
        {
            case AgreementState.Proposed:
                await Parties(tx, agreement, Tone.Wait, ($"请确认框架协议：{agreement.Title}（{agreement.Number}）", $"Please confirm the agreement: {agreement.Title} ({agreement.Number})"), openOnly: true);
                break;
            case AgreementState.Active:
                await Parties(tx, agreement, Tone.Done, ($"双方已确认，协议生效：{agreement.Title}（{agreement.Number}）", $"Both sides confirmed, in force: {agreement.Title} ({agreement.Number})"));
                break;
            case AgreementState.Draft when agreement.ProposedBy is { } proposer:
                var byOperator = proposer != agreement.Supplier;
                await post.Tell(tx, proposer, [byOperator ? Roles.OperatorSales : Roles.SupplierSales], null, Tone.Bad, $"/{(byOperator ? "operator" : "supplier")}/agreements/{agreement.Id.Value}",
                    ($"协议被退回：{happened.Reason}（{agreement.Number}）", $"The agreement came back: {happened.Reason} ({agreement.Number})"));
                break;
        }
    }

    public async Task Handle(Tx tx, AgreementEnds happened)
    {
        var agreement = await agreements.One(tx, happened.Agreement);
        if (agreement.State != AgreementState.Active || agreement.ValidTo != happened.On)
            return;
        Text title = ($"协议 {agreement.ValidTo:yyyy-MM-dd} 到期，之后按目录价：{agreement.Title}（{agreement.Number}）", $"The agreement ends on {agreement.ValidTo:yyyy-MM-dd}, then list prices count: {agreement.Title} ({agreement.Number})");
        await Parties(tx, agreement, Tone.Wait, title);
        foreach (var platform in await directory.Of(tx, OrganizationKind.Operator))
            await post.Tell(tx, platform.Id, [Roles.OperatorSales], null, Tone.Wait, $"/operator/agreements/{agreement.Id.Value}", title);
    }

    private async Task Parties(Tx tx, AgreementView agreement, Tone tone, Text title, bool openOnly = false)
    {
        if (!openOnly || agreement.BuyerConsent is null)
            await post.Tell(tx, agreement.Buyer, [Roles.Purchaser], null, tone, $"/agreements/{agreement.Id.Value}", title);
        if (!openOnly || agreement.SupplierConsent is null)
            await post.Tell(tx, agreement.Supplier, [Roles.SupplierSales], null, tone, $"/supplier/agreements/{agreement.Id.Value}", title);
    }
}
