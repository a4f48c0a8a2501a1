using Hecai.Control;
using Hecai.Parties;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>What a buyer's administrator arranges before its people can order.</summary>
public sealed class BuyerSteps(PeopleQueries people, DepartmentQueries departments, CostCentreQueries centres, ApprovalRuleQueries rules, BudgetQueries budgets, SiteQueries sites)
{
    /// <summary>Nothing for whoever does not manage the buyer's members.</summary>
    public async Task<IReadOnlyList<FirstStep>> Of(Reading read)
    {
        var actor = read.Actor;
        if (!actor.Can(PartiesPermissions.ManageMembers))
            return [];
        List<Text> missing = [];
        foreach (var role in new[] { Roles.Requester, Roles.Approver, Roles.Receiver, Roles.BuyerFinance })
            if (!await people.Anybody(read, role))
                missing.Add(role.Name);
        var tree = await departments.Tree(read);
        var year = ChinaTime.DateOf(read.Now).Year;
        return
        [
            new(L("部门与负责人", "Departments and managers"), tree.Any(d => d.Manager is not null), L("审批按部门负责人逐级进行", "approvals climb the departments' managers"), "/settings/departments"),
            new(L("成员与角色", "Members and roles"), missing.Count == 0, missing.Count == 0 ? L("需求人、审批人、收货人、财务都有人", "requester, approver, receiver and finance are there") : L($"还缺：{string.Join("、", missing)}", $"still missing: {string.Join(", ", missing)}"), "/settings/members"),
            new(L("收货地点", "Delivery sites"), (await sites.All(read)).Count > 0, L("价格、库存与送装日期按地点计算", "price, stock and dates depend on it"), "/settings/sites"),
            new(L("成本中心", "Cost centres"), (await centres.All(read)).Count > 0, L("每张申请记在一个成本中心上", "every requisition goes on one"), "/settings/cost-centres"),
            new(L($"{year} 年预算", $"Budgets of {year}"), (await budgets.OfYear(read, year)).Count > 0, L("由财务编制；没有预算不能下单", "set by finance; nothing is ordered without one"), "/budgets"),
            new(L("审批规则", "Approval rules"), await rules.Any(read), L("没有规则时，提交即下单", "without one, submitting orders"), "/settings/approval-rules"),
        ];
    }
}
