using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CampusCafe.Database.SqlServer;

/// <summary>What a module's model has to say differently here.</summary>
internal sealed class SqlServerModel(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    /// <summary>
    /// Text is compared byte by byte, as on the other databases: under a server's usual collation the idempotency keys
    /// <c>abc</c> and <c>ABC</c> would be one.
    /// </summary>
    private const string Collation = "Latin1_General_100_BIN2";

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(PropertiesOf))
        {
            if (StoredTypeOf(property) == typeof(string))
            {
                property.SetCollation(Collation);
            }
            else if (StoredTypeOf(property) == typeof(TimeSpan))
            {
                property.SetProviderClrType(typeof(long)); // In ticks: the type time ends at midnight.
            }
        }

        CoverDeliveries(modelBuilder.Model);
    }

    /// <summary>
    /// Relays find all they want of a delivery in its index. Without READ_COMMITTED_SNAPSHOT one that went on to the row
    /// would hold the entry while it waits for the row, and whoever deletes both the row while he waits for the entry.
    /// </summary>
    private static void CoverDeliveries(IMutableModel model)
    {
        string[] rest = [nameof(OutboxDelivery.MessageId), nameof(OutboxDelivery.Key)];
        var delivery = model.FindEntityType(typeof(OutboxDelivery)); // Not every schema has messages.
        delivery?.GetIndexes().Single(index => index.Properties[0].Name == nameof(OutboxDelivery.Consumer)).SetIncludeProperties(rest);
    }

    private static IEnumerable<IMutableProperty> PropertiesOf(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => PropertiesOf(complex.ComplexType)));

    private static Type StoredTypeOf(IMutableProperty property) =>
        property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
}
