using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace CampusCafe.FeedGaps;

/// <summary>
/// The EF Core provider asks for a newer <c>SQLitePCLRaw.core</c> than the partial feed has; the runtime refuses
/// an older assembly by itself, so it is handed over when asked for by name.
/// </summary>
internal static class SqliteLoadHook
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Must run before the first SQLite type is loaded.")]
    internal static void Register() =>
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name is { Name: "SQLitePCLRaw.core", Version: not null } ? context.LoadFromAssemblyName(new("SQLitePCLRaw.core")) : null;
}
