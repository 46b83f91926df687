using CampusCafe.Accounts.Persistence;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Operations.Persistence;
using CampusCafe.Ordering.Persistence;
using CampusCafe.Payments.Persistence;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CampusCafe.Database.Postgres;

/// <summary>Lets <c>dotnet ef migrations add</c> make a schema's context without a host; no server is asked.</summary>
internal abstract class DesignTimeFactory<TContext>(Func<DbContextOptions<TContext>, TContext> create, string module) : IDesignTimeDbContextFactory<TContext>
    where TContext : SchemaDbContext
{
    public TContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TContext>();
        options.UseNpgsql("Host=design-time", npgsql => PostgresDatabase.Configure(npgsql, module));
        return create(options.Options);
    }
}

internal sealed class OrderingFactory() : DesignTimeFactory<OrderingDbContext>(options => new(options), "ordering");

internal sealed class InventoryFactory() : DesignTimeFactory<InventoryDbContext>(options => new(options), "inventory");

internal sealed class PaymentsFactory() : DesignTimeFactory<PaymentsDbContext>(options => new(options), "payments");

internal sealed class ShippingFactory() : DesignTimeFactory<ShippingDbContext>(options => new(options), "shipping");

internal sealed class QuartzFactory() : DesignTimeFactory<QuartzDbContext>(options => new(options), QuartzDbContext.Name);

internal sealed class OperationsFactory() : DesignTimeFactory<OperationsDbContext>(options => new(options), "operations");

internal sealed class AccountsFactory() : DesignTimeFactory<AccountsDbContext>(options => new(options), "accounts");
