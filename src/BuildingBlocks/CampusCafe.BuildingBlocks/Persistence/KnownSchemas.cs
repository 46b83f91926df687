using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>A connection string for a module that there isn't stops the host: the one that it was meant for would use the common login, which may do more.</summary>
internal sealed class KnownSchemas(IEnumerable<SchemaDatabase> schemas) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        const string Modules = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Modules)}";
        // The schedule has no schema on SQLite, and settings may outlive a change of the provider.
        string[] known = [.. schemas.Select(schema => schema.Schema).Append(QuartzDbContext.Name).Distinct().Order(StringComparer.Ordinal)];
        string[] failures =
        [
            .. options.Modules.Keys.Except(known, StringComparer.OrdinalIgnoreCase).Select(unknown =>
                $"{Modules}:{unknown}: there is no module of that name. The modules are {string.Join(", ", known)}."),
            .. options.Modules.Where(module => module.Value.ConnectionString is null).Select(module =>
                $"{Modules}:{module.Key}:{nameof(ModuleDatabaseOptions.ConnectionString)} must be set, or all of {Modules}:{module.Key} be removed."),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
