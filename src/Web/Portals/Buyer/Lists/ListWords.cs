using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer.Lists;

/// <summary>How pages say whom a list is shared with, and how their forms choose it.</summary>
internal static class ListWords
{
    public static string SharedWith(ListSharing sharing, DepartmentId? department, IReadOnlyDictionary<DepartmentId, string> departments) => sharing switch
    {
        ListSharing.Organization => L("全公司", "everybody"),
        ListSharing.Department => department is { } id && departments.TryGetValue(id, out var name) ? name : L("部门", "the department"),
        _ => L("不共享", "nobody"),
    };

    public static IReadOnlyList<Choice> Sharings =>
    [
        new(nameof(ListSharing.Nobody), L("不共享，只有所有者能看到", "Nobody: only the owner sees it")), new(nameof(ListSharing.Department), L("所有者的部门及下级部门", "The owner's department and those below it")),
        new(nameof(ListSharing.Organization), L("全公司", "Everybody in the organization")),
    ];

    public static async Task<IReadOnlyDictionary<DepartmentId, string>> Departments(Reading read, DepartmentQueries departments) => (await departments.Tree(read)).ToDictionary(d => d.Id, d => d.Name);

    /// <summary>A line in another quantity: one installation for each piece stays one for each, metres of pipe stay what they were.</summary>
    public static WantedLine In(CheckedLine line, int quantity) => new(line.Asked.Listing!.Value, quantity,
        [.. line.Asked.Services.Select(s => s.Quantity == line.Asked.Quantity && line.Row?.Offer is { } offer && offer.Services.Any(o => o.Code == s.Code && o.Unit == offer.Unit) ? s with { Quantity = quantity } : s)]);

    /// <summary>What a form chose; nobody where it chose nothing.</summary>
    public static ListSharing Sharing(string? sent) => Enum.GetValues<ListSharing>().FirstOrDefault(s => s.ToString() == sent);
}
