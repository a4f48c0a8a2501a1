using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Operator;

/// <summary>What the platform's first administrator arranges before anybody can buy.</summary>
public sealed class OperatorSteps(PeopleQueries people, OrganizationDirectory directory, CatalogueQueries catalogue, Brands brands, PublicAddress site)
{
    /// <summary>Nothing for whoever does not manage the operator's members.</summary>
    public async Task<IReadOnlyList<FirstStep>> Of(Reading read)
    {
        var actor = read.Actor;
        if (!actor.Can(PartiesPermissions.ManageMembers))
            return [];
        var (brand, categories) = (await brands.Current(), (await catalogue.Categories(read)).Roots.Count());
        var apply = L($"请对方在 {site.To("/apply")} 申请，之后在这里审核", $"ask them to apply at {site.To("/apply")} and decide here");
        async Task<FirstStep> First(Text name, OrganizationKind kind) => await directory.Of(read, kind) is { Count: > 0 } all
            ? new(name.ToString(), true, all[0].Name.ToString())
            : new(name.ToString(), false, apply, "/operator/organizations");
        return
        [
            new(L("平台企业", "The operator"), true, actor.OrganizationName.ToString()),
            new(L("平台名称与颜色", "The platform's name and colour"), brand != BrandView.Default, L("显示在每个页面与单据抬头", "shown on every page and at the head of documents"), "/operator/brand"),
            new(L("邀请品类经理", "Invite a category manager"), await people.Anybody(read, Roles.CategoryManager), L("审核供应商提交的商品；管理员自己不能兼任", "reviews what suppliers submit; an administrator cannot do both"), "/settings/members"),
            new(L("邀请销售与服务调度", "Invite sales and a service dispatcher"), await people.Anybody(read, Roles.OperatorSales) && await people.Anybody(read, Roles.ServiceDispatcher), L("签框架协议；给工单指派服务商", "make framework agreements; find providers for work orders"), "/settings/members"),
            new(L("商品类目", "Categories"), categories > 0, L($"{categories} 个一级类目，品类经理可以增改", $"{categories} top categories; category managers can change them")),
            await First(("首家供应商", "The first supplier"), OrganizationKind.Supplier),
            await First(("首家服务商", "The first service provider"), OrganizationKind.Provider),
            await First(("首家企业客户", "The first buyer"), OrganizationKind.Buyer),
        ];
    }
}
