namespace Hecai.Fulfilment;

/// <summary>Shipments, deliveries and the acceptance of what nobody installs.</summary>
public sealed class FulfilmentModule : Module
{
    public override IEnumerable<IFlow> Flows => [Shipment.Lifecycle];
}
