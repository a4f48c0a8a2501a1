using System.Collections.Frozen;

namespace Hecai.Parties;

/// <summary>Every right of every module, and which role has which, read once.</summary>
public sealed class PermissionCatalogue
{
    private readonly FrozenDictionary<string, Permission> byCode;
    private readonly FrozenDictionary<string, FrozenSet<string>> byRole;

    public PermissionCatalogue(IEnumerable<Module> modules)
    {
        byCode = modules.SelectMany(m => m.Permissions).ToFrozenDictionary(p => p.Code);
        byRole = Roles.All.ToFrozenDictionary(role => role.Code, role => byCode.Values.Where(p => p.Defaults.Contains(role)).Select(p => p.Code).ToFrozenSet());
    }

    /// <summary>All rights, by code.</summary>
    public IReadOnlyList<Permission> All => [.. byCode.Values.OrderBy(p => p.Code, StringComparer.Ordinal)];

    public Permission? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>What these roles may do together; unknown roles may do nothing.</summary>
    public IReadOnlySet<string> Of(IEnumerable<string> roleCodes) =>
        roleCodes.SelectMany(code => byRole.GetValueOrDefault(code) ?? []).ToFrozenSet();

    /// <summary>The roles that manage members, of these kinds of organization.</summary>
    public IReadOnlyList<string> AdministratorsOf(OrganizationKind kinds) =>
        [.. PartiesPermissions.ManageMembers.Defaults.Where(role => kinds.HasFlag(role.Kind)).Select(role => role.Code)];

    /// <summary>The distinct codes, or refuses: at least one, all known, all of a kind that the organization is.</summary>
    internal static IReadOnlyList<string> Check(IReadOnlyCollection<string>? roleCodes, OrganizationKind kinds)
    {
        if (roleCodes is not { Count: > 0 })
            throw Refused.Field("roles", PartiesErrors.RoleRequired);
        foreach (var code in roleCodes)
        {
            var role = Roles.Find(code) ?? throw Refused.Field("roles", PartiesErrors.UnknownRole, code.Length > 40 ? code[..40] : code);
            if (!kinds.HasFlag(role.Kind))
                throw Refused.Field("roles", PartiesErrors.RoleOfOtherKind, role.Name);
        }
        return [.. roleCodes.Distinct()];
    }
}
