using Hecai.Parties;
using Hecai.Service;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Provider;

/// <summary>What a service provider's administrator arranges before jobs come in.</summary>
public sealed class ProviderSteps(PeopleQueries people, TechnicianQueries technicians)
{
    /// <summary>Nothing for whoever does not manage the provider's members.</summary>
    public async Task<IReadOnlyList<FirstStep>> Of(Reading read)
    {
        var actor = read.Actor;
        if (!actor.Can(PartiesPermissions.ManageMembers))
            return [];
        return
        [
            new(L("邀请派工员与技师", "Invite a dispatcher and technicians"), await people.Anybody(read, Roles.Dispatcher) && await people.Anybody(read, Roles.Technician), L("派工员约时派工，技师在手机上作业", "dispatchers agree visits, technicians work on their phones"), "/settings/members"),
            new(L("服务区域", "Service areas"), (await technicians.Areas(read)).Count > 0, L("新工单按区域自动分到服务商", "new work orders come by area"), "/provider/technicians"),
            new(L("登记技师与技能", "Register technicians and skills"), (await technicians.All(read)).Count > 0, L("派工按技能找人", "jobs are matched by skill"), "/provider/technicians"),
        ];
    }
}
