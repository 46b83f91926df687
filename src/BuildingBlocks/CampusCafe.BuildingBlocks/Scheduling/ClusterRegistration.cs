using System.Data.Common;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Where the schedule of the jobs is kept that run once for all hosts on a database.</summary>
public static class ClusterRegistration
{
    /// <summary>1: more would take the cluster's one lock each time that a host looks.</summary>
    private const int TriggersAtATime = 1;

    /// <summary>
    /// 5 s, and 5 s of patience: what a dead host was running goes on elsewhere within 15 s. A host that is only slow for
    /// so long runs a job beside another, which is harmless: versions and leases decide.
    /// </summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    /// <summary>2 s: between two tries while the database is away, and until a host that stops meanwhile notices.</summary>
    private static readonly TimeSpan DatabaseRetry = TimeSpan.FromSeconds(2);

    /// <summary>In memory, for a database that only one host can have open.</summary>
    public static void AddClusterInMemory(this IServiceCollection services) => services.AddCluster((_, _) => { });

    /// <summary>In a schema of the database, for a server that several hosts share.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="connections">To the server, for the schema <see cref="QuartzDbContext.Name"/>.</param>
    /// <param name="useServer">Says which kind of server it is.</param>
    public static void AddClusterOnServer(
        this IServiceCollection services, Func<IServiceProvider, DbDataSource> connections, Action<IPersistentStoreBuilder, Action<DataSourceOptions>> useServer)
    {
        services.AddSchema<QuartzDbContext>(QuartzDbContext.Name);
        services.AddKeyedSingleton(QuartzDbContext.Name, (provider, _) => connections(provider));
        services.AddCluster((provider, quartz) => quartz
            .ConfigureScheduler(scheduler => scheduler.MaxBatchSize = TriggersAtATime)
            .UsePersistentStore(store => Configure(store, provider, useServer)));
    }

    private static void Configure(
        IPersistentStoreBuilder store, IServiceProvider provider, Action<IPersistentStoreBuilder, Action<DataSourceOptions>> useServer)
    {
        useServer(store, source => source.DataSourceFactory = _ => provider.GetRequiredKeyedService<DbDataSource>(QuartzDbContext.Name));
        store.UseSystemTextJsonSerializer();
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = CheckIn;
            cluster.CheckinMisfireThreshold = CheckIn;
        });
        store.ConfigureStore(options =>
        {
            options.TablePrefix = QuartzTableScripts.Prefix;
            options.DbRetryInterval = DatabaseRetry;
        });
    }

    /// <summary>A job that runs once for all hosts, of a part that is no module with messages.</summary>
    public static void AddClusterJob<TJob>(this IServiceCollection services, string name, string description, Func<IServiceProvider, TimeSpan> interval)
        where TJob : class, IJob =>
        services.AddSingleton(new ClusterJob(name, typeof(TJob), description, interval));

    private static void AddCluster(this IServiceCollection services, Action<IServiceProvider, IQuartzBuilder> useStore) => services.AddSingleton(
        provider => ActivatorUtilities.CreateInstance<ClusterScheduler>(provider, (IQuartzBuilder quartz) => useStore(provider, quartz)));
}
