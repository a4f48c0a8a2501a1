using Hecai.Control;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Settings;

/// <summary>The conditions of a level in words.</summary>
internal static class ConditionText
{
    public static string Name(ApprovalFact kind) => kind switch
    {
        ApprovalFact.Category => L("品类", "Category"),
        ApprovalFact.Supplier => L("供应商", "Supplier"),
        ApprovalFact.CostCentre => L("成本中心", "Cost centre"),
        _ => L("协议", "Agreement"),
    };

    /// <summary>For what a level is asked: 品类：商用厨房、冷柜；协议：协议外商品.</summary>
    public static string Of(IReadOnlyList<ApprovalCondition> conditions) => conditions.Count == 0
        ? L("所有申请", "everything")
        : string.Join(L("；", "; "), conditions.Select(c => $"{Name(c.Fact)}{L("：", ": ")}{string.Join(L("、", ", "), c.AnyOf.Select(v => v.Name.ToString()))}"));
}
