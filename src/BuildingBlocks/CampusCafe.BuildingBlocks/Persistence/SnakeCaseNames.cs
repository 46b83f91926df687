using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>Columns are <c>snake_case</c> on every database, unless the model names them itself.</summary>
internal static class SnakeCaseNames
{
    public static void UseSnakeCaseColumns(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            Rename(entity, prefix: string.Empty);
        }
    }

    private static void Rename(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null)
            {
                property.SetColumnName(prefix + ToSnakeCase(property.Name));
            }
        }

        foreach (var complex in type.GetComplexProperties())
        {
            Rename(complex.ComplexType, prefix + ToSnakeCase(complex.Name) + "_");
        }
    }

    private static string ToSnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
