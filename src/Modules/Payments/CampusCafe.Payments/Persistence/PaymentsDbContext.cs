using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Payments.Contracts;
using CampusCafe.Payments.Payments;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Payments.Persistence;

internal sealed class PaymentsDbContext(DbContextOptions<PaymentsDbContext> options) : ModuleDbContext(options)
{
    private const int CodeLength = 64;
    private const int NameLength = 255;
    private const int CurrencyLength = 3;

    public override string Schema => PaymentsModule.ModuleName;

    public DbSet<Payment> Payments => Set<Payment>();

    protected override void ConfigureModuleConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<PaymentId>().HaveConversion<TypedIdConverter<PaymentId>>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.AddOutgoingCalls();
        model.AddWebhookEvents();

        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments");
            payment.HasKey(p => p.OrderId);
            payment.Property(p => p.OrderId).ValueGeneratedNever();
            payment.HasIndex(p => p.Id).IsUnique();
            payment.HasIndex(p => p.IntentId);
            payment.Property(p => p.Id).HasColumnName("payment_id");
            payment.Property(p => p.Status).HasConversion<string>().HasMaxLength(CodeLength);
            payment.Property(p => p.PaymentMethod).HasMaxLength(NameLength);
            payment.Property(p => p.IntentId).HasMaxLength(NameLength);
            payment.Property(p => p.RefusalCode).HasMaxLength(Payment.MaxCode);
            payment.Property(p => p.RefusalMessage).HasMaxLength(Payment.MaxMessage);
            payment.Property(p => p.CorrelationId).HasMaxLength(128);
            payment.ComplexProperty(p => p.Amount, money => money.Property(m => m.Currency).HasMaxLength(CurrencyLength));
        });
    }
}
