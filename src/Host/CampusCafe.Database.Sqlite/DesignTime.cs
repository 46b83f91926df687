using CampusCafe.Accounts.Persistence;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Operations.Persistence;
using CampusCafe.Ordering.Persistence;
using CampusCafe.Payments.Persistence;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CampusCafe.Database.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> make a schema's context without a host; no database is opened.</summary>
internal abstract class DesignTimeFactory<TContext>(Func<DbContextOptions<TContext>, TContext> create) : IDesignTimeDbContextFactory<TContext>
    where TContext : SchemaDbContext
{
    public TContext CreateDbContext(string[] args) => create(
        new DbContextOptionsBuilder<TContext>()
            .UseSqlite("Data Source=:memory:", sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name))
            .Options);
}

internal sealed class OrderingFactory() : DesignTimeFactory<OrderingDbContext>(options => new(options));

internal sealed class InventoryFactory() : DesignTimeFactory<InventoryDbContext>(options => new(options));

internal sealed class PaymentsFactory() : DesignTimeFactory<PaymentsDbContext>(options => new(options));

internal sealed class ShippingFactory() : DesignTimeFactory<ShippingDbContext>(options => new(options));

internal sealed class OperationsFactory() : DesignTimeFactory<OperationsDbContext>(options => new(options));

internal sealed class AccountsFactory() : DesignTimeFactory<AccountsDbContext>(options => new(options));
