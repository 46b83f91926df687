using System.ComponentModel;
using System.Data.Common;
using System.Diagnostics;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Ordering.Persistence;
using CampusCafe.Payments.Persistence;
using CampusCafe.Shipping.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Reliability;

public enum Trouble
{
    /// <summary>A small file system of its own, filled to the last page.</summary>
    DiskFull,

    /// <summary>A file system of its own, remounted read-only. Only without a host: the kernel refuses while files are open for writing.</summary>
    DiskReadOnly,

    /// <summary>SQLite answers SQLITE_FULL, as it does on a full disk; needs no rights.</summary>
    NoMorePages,

    /// <summary>SQLite answers SQLITE_READONLY, as it does on a read-only disk; needs no rights.</summary>
    NoMoreWrites,
}

/// <summary>A data folder that a test breaks and mends.</summary>
internal abstract class TroubledDisk : IDisposable
{
    public abstract string Folder { get; }

    public abstract void Break();

    public abstract void Mend();

    public abstract void Dispose();

    /// <summary>The last word on services.</summary>
    public virtual void Configure(WebApplicationBuilder builder)
    {
    }

    /// <summary>Where mounting isn't permitted (many containers), SQLite itself is told to refuse, with the same error codes.</summary>
    public static TroubledDisk Of(Trouble trouble) => trouble switch
    {
        Trouble.DiskFull => MountedDisk.TryMount(readOnly: false) ?? Of(Trouble.NoMorePages),
        Trouble.DiskReadOnly => MountedDisk.TryMount(readOnly: true) ?? Of(Trouble.NoMoreWrites),
        // 1: SQLite takes it for "no more than there are now".
        Trouble.NoMorePages => new RefusingDisk("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823"),
        Trouble.NoMoreWrites => new RefusingDisk("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble)),
    };

    private sealed class MountedDisk(TempFolder folder, bool readOnly) : TroubledDisk
    {
        /// <summary>32 MB: four databases, each with a log of 4 MB, fit before it is filled.</summary>
        private const int Megabytes = 32;

        private const int PageSize = 4096;

        private string Ballast => Path.Combine(Folder, "ballast");

        public override string Folder => folder.Path;

        public static MountedDisk? TryMount(bool readOnly)
        {
            var folder = new TempFolder();
            if (TryRun("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "campuscafe", folder.Path))
            {
                return new MountedDisk(folder, readOnly);
            }

            folder.Dispose();
            return null;
        }

        public override void Break()
        {
            if (readOnly)
            {
                // Pooled connections keep files open for writing, and the kernel would refuse.
                SqliteConnection.ClearAllPools();
                Run("mount", "-o", "remount,ro", Folder);
            }
            else
            {
                Fill();
            }
        }

        public override void Mend()
        {
            if (readOnly)
            {
                Run("mount", "-o", "remount,rw", Folder);
            }
            else
            {
                File.Delete(Ballast);
            }
        }

        public override void Dispose()
        {
            // Lazily: pooled connections may still be open.
            Run("umount", "--lazy", Folder);
            folder.Dispose();
        }

        private void Fill()
        {
            using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            var page = new byte[PageSize];
            try
            {
                for (var pages = 0; pages <= Megabytes * 1024 * 1024 / PageSize; pages++)
                {
                    ballast.Write(page);
                }
            }
            catch (IOException)
            {
                return; // Full, as wanted.
            }

            throw new InvalidOperationException($"{Folder} has more room than it was given.");
        }

        private static void Run(string program, params string[] arguments)
        {
            if (!TryRun(program, arguments))
            {
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
            }
        }

        private static bool TryRun(string program, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (Win32Exception)
            {
                return false; // No such program.
            }
        }
    }

    private sealed class RefusingDisk(string breaking, string mending) : TroubledDisk
    {
        private readonly TempFolder folder = new TempFolder();
        private readonly OnOpen pragma = new(mending);

        public override string Folder => folder.Path;

        public override void Break() => pragma.Command = breaking;

        public override void Mend() => pragma.Command = mending;

        public override void Configure(WebApplicationBuilder builder)
        {
            Add<OrderingDbContext>();
            Add<InventoryDbContext>();
            Add<PaymentsDbContext>();
            Add<ShippingDbContext>();

            void Add<TContext>()
                where TContext : ModuleDbContext =>
                builder.Services.ConfigureDbContext<TContext>(options => options.AddInterceptors(pragma));
        }

        public override void Dispose() => folder.Dispose();

        /// <summary>On every connection that is opened: the setting belongs to the connection, and connections are pooled.</summary>
        private sealed class OnOpen(string command) : DbConnectionInterceptor
        {
            public volatile string Command = command;

            public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
            {
                using var pragma = connection.CreateCommand();
                pragma.CommandText = Command;
                pragma.ExecuteNonQuery();
            }

            public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
            {
                ConnectionOpened(connection, eventData);
                return Task.CompletedTask;
            }
        }
    }
}
