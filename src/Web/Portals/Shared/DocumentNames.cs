using Hecai.Data;

namespace Hecai.Web.Portals.Shared;

/// <summary>What the kinds of document are called: the audit trail keeps their codes.</summary>
public static class DocumentNames
{
    private static readonly Dictionary<string, Text> Known = new()
    {
        ["agreement_line"] = ("协议行", "Agreement line"), ["approval_rule"] = ("审批规则", "Approval rule"), ["audit"] = ("审计", "Audit"), ["brand"] = ("品牌", "Brand"), ["budget"] = ("预算", "Budget"), ["category"] = ("类目", "Category"),
        ["cost_centre"] = ("成本中心", "Cost centre"), ["department"] = ("部门", "Department"), ["equipment"] = ("设备", "Equipment"), ["file"] = ("文件", "File"), ["freight_schedule"] = ("运费规则", "Freight rules"), ["invitation"] = ("邀请", "Invitation"),
        ["membership"] = ("成员", "Member"), ["outbox_message"] = ("消息", "Message"), ["person"] = ("账号", "Account"), ["service_provider"] = ("服务商", "Service provider"), ["shopping_list"] = ("采购清单", "Shopping list"), ["site"] = ("收货地点", "Delivery site"),
        ["sku"] = ("商品资料", "Product data"), ["technician"] = ("技师", "Technician"), ["warehouse"] = ("仓库", "Warehouse"),
    };

    private static readonly Dictionary<string, Text> All = HecaiModules.All.SelectMany(m => m.Flows).ToDictionary(f => f.Document, f => f.Name).Concat(Known).ToDictionary();

    /// <summary>The name of a kind; an unknown one shows its code.</summary>
    public static Text Of(string document) => All.TryGetValue(document, out var name) ? name : (document, document);

    /// <summary>Through what something was done.</summary>
    public static Text Of(Via via) => via switch
    {
        Via.Page => ("页面", "page"), Via.Api => ("接口", "API"), Via.Import => ("导入", "import"), Via.Seed => ("演示数据", "demo data"), Via.Command => ("命令行", "command line"), _ => ("后台任务", "background job"),
    };
}
