namespace Hecai.Catalogue;

public readonly record struct SkuId(Guid Value) : IId;
public readonly record struct ListingId(Guid Value) : IId;
