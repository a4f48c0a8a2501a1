using Hecai.Catalogue;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared;

/// <summary>How pages name the ways in which products go together.</summary>
internal static class RelationWords
{
    public static string Of(RelationKind kind) => kind switch
    {
        RelationKind.Required => L("必需配件", "Required part"),
        RelationKind.Accessory => L("选配件", "Accessory"),
        RelationKind.Consumable => L("耗材", "Consumable"),
        RelationKind.Service => L("服务", "Service"),
        RelationKind.Equivalent => L("同类商品", "Equivalent"),
        _ => L("替代型号", "Successor"),
    };
}
