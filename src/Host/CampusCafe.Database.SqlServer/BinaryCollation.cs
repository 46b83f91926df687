using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CampusCafe.Database.SqlServer;

/// <summary>
/// Text is compared byte by byte, as on the other databases: under a server's usual collation the idempotency keys
/// <c>abc</c> and <c>ABC</c> would be one.
/// </summary>
internal sealed class BinaryCollation(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    private const string Collation = "Latin1_General_100_BIN2";

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetFlattenedProperties())
            {
                if ((property.GetProviderClrType() ?? property.ClrType) == typeof(string) || property.GetValueConverter()?.ProviderClrType == typeof(string))
                {
                    property.SetCollation(Collation);
                }
            }
        }
    }
}
