using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Parties;

/// <summary>Organizations, their people and programs, and how these prove who they are.</summary>
public sealed class PartiesModule : Module
{
    public override IEnumerable<IFlow> Flows => [Organization.Lifecycle, ApiClient.Lifecycle];

    public override void Services(IServiceCollection services)
    {
        services.AddSingleton<PermissionCatalogue>().AddSingleton<Actors>().AddSingleton<OrganizationDirectory>().AddSingleton<Brands>().AddSingleton<OpenSites>();
        services.AddSingleton<Enrolment>().AddSingleton<Passwords>().AddSingleton<Sessions>().AddSingleton<OneTimeLinks>();
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddDelivery<MemberInvited, MailInvitation>("parties.mail_invitation");
        services.AddDelivery<PasswordResetAsked, MailPasswordReset>("parties.mail_password_reset");
        services.AddDelivery<ApplicationRejected, MailRejection>("parties.mail_rejection");
        services.AddJob<SweepSessions>("parties.sweep_sessions", TimeSpan.FromHours(1));
    }
}
