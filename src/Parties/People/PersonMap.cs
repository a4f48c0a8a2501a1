using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("persons").Document("person", seen => seen.ByPlatformOnly());
        person.HasKey(x => x.Id);
        person.Property(x => x.Name).HasMaxLength(Person.MaxName);
        person.Property(x => x.Email).HasMaxLength(EmailAddress.Max);
        person.Property(x => x.EmailKey).HasMaxLength(EmailAddress.Max);
        person.Property(x => x.Phone).HasMaxLength(Address.MaxPhone);
        person.Property(x => x.PasswordHash).HasMaxLength(200).IsSecret();
        person.Property(x => x.SecurityStamp).HasMaxLength(40).IsSecret();
        person.HasIndex(x => x.EmailKey).IsUnique();
        person.Ignore(x => x.PasskeyList);
        person.HasMany(x => x.Passkeys).WithOne().HasForeignKey(x => x.PersonId);
        person.Navigation(x => x.Passkeys).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class PasskeyMap : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> passkey)
    {
        passkey.ToTable("passkeys").PartOf("person", x => x.PersonId, seen => seen.ByPlatformOnly());
        passkey.HasKey(x => x.Id);
        passkey.Property(x => x.Id).HasMaxLength(1400);
        passkey.Property(x => x.Name).HasMaxLength(Person.MaxName);
        passkey.Property(x => x.PublicKey).IsSecret();
        passkey.Property(x => x.Attestation).IsSecret();
        passkey.Property(x => x.ClientData).IsSecret();
        passkey.Property(x => x.Transports).HasJson();
    }
}

internal sealed class SessionMap : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sign_in_sessions").Unaudited(seen => seen.ByPlatformOnly());
        session.HasKey(x => x.Id);
        session.Property(x => x.Stamp).HasMaxLength(40);
        session.Property(x => x.Device).HasMaxLength(Session.MaxDevice);
        session.HasIndex(x => x.PersonId);
        session.HasIndex(x => x.EndsAt);
        session.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
    }
}
