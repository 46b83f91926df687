using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CampusCafe.Testing.Databases;

namespace CampusCafe.SqlServerTests;

/// <summary>Chooses the server of this run, which somebody else looks after.</summary>
internal static class OnSqlServer
{
    private static readonly Lazy<Task<SqlServerServer>> Server = new(SqlServerServer.FindAsync);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Every test of this project runs on SQL Server, those that don't know of it too.")]
    internal static void Choose() => ShopDatabase.Current = new SqlServerShops(() => Server.Value);
}
