using CampusCafe.Accounts.Accounts;
using CampusCafe.Accounts.Keys;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Accounts.Persistence;

internal sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options) : SchemaDbContext(options)
{
    private const int HashLength = 64;
    private const int StampLength = 64;
    private const int RoleLength = 32;

    public override string Schema => AccountsModule.ModuleName;

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<ApiKey> Keys => Set<ApiKey>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.HasKey(a => a.Id);
            account.Property(a => a.Id).HasColumnName("account_id").ValueGeneratedNever();
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.Property(a => a.UserName).HasColumnName("name").HasMaxLength(AccountNames.MaxLength).IsRequired();
            account.Property(a => a.NormalizedUserName).HasColumnName("normalized_name").HasMaxLength(AccountNames.MaxLength).IsRequired();
            account.Property(a => a.Role).HasMaxLength(RoleLength);
            account.Property(a => a.SecurityStamp).HasMaxLength(StampLength);
            account.Property(a => a.ConcurrencyStamp).HasMaxLength(StampLength).IsConcurrencyToken();
            account.Property(a => a.CreatedBy).HasMaxLength(AccountNames.MaxLength);
            // Nobody is written to, and nobody signs in by telephone.
            account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed);
            account.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
        });

        model.Entity<UsedLink>(link =>
        {
            link.ToTable("used_links");
            link.HasKey(l => l.LinkId);
            link.Property(l => l.LinkId).ValueGeneratedNever();
        });

        model.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.HasKey(k => k.Id);
            key.Property(k => k.Id).HasColumnName("api_key_id").ValueGeneratedNever();
            key.HasIndex(k => k.Hash).IsUnique();
            key.HasIndex(k => k.Name).IsUnique();
            key.Property(k => k.Hash).HasMaxLength(HashLength);
            key.Property(k => k.Name).HasMaxLength(AccountNames.MaxLength);
            key.Property(k => k.Role).HasMaxLength(RoleLength);
            key.Property(k => k.CreatedBy).HasMaxLength(AccountNames.MaxLength);
            key.Property(k => k.RevokedAt).IsConcurrencyToken();
        });
    }
}
