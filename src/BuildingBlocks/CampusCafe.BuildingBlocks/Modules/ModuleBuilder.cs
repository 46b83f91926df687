using System.Reflection;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace CampusCafe.BuildingBlocks.Modules;

/// <summary>Registers the parts of one module that has a schema. Handlers and validators are found in its assembly.</summary>
public sealed class ModuleBuilder<TContext>
    where TContext : ModuleDbContext
{
    private readonly IHostApplicationBuilder host;
    private readonly string module;
    private readonly Assembly assembly = typeof(TContext).Assembly;

    internal ModuleBuilder(IHostApplicationBuilder host, string module)
    {
        this.host = host;
        this.module = module;
        Services.AddModuleDatabase<TContext>(module);
        Services.AddMediatRHandlers(assembly);
        Services.AddModuleValidators(assembly);

        Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OutboxSource<TContext>>(provider, module));
        Services.AddSingleton<IOutboxSource>(provider => provider.GetRequiredService<OutboxSource<TContext>>());
        Services.AddSingleton<IModuleTrail>(provider => ActivatorUtilities.CreateInstance<ModuleTrail<TContext>>(provider, module));
        Services.AddSingleton<IModuleMessages>(provider => ActivatorUtilities.CreateInstance<ModuleMessages<TContext>>(provider, module));
        AddLook();
        AddJob<RetentionJob<TContext>>(
            $"{module}.retention",
            "Deletes what is older than Messaging:Retention, in small batches.",
            _ => RetentionJob<TContext>.Interval);
    }

    private IServiceCollection Services => host.Services;

    /// <summary>An endpoint with its inbox in this module's schema, and the relay that feeds it.</summary>
    /// <param name="sources">Modules whose outboxes hold messages for it.</param>
    public ModuleBuilder<TContext> AddConsumer<TConsumer>(params IReadOnlyList<string> sources)
        where TConsumer : IConsumer =>
        AddConsumer<TConsumer>(finalErrors: [], sources);

    /// <summary>The same, for an endpoint with errors of its own after which a message is a dead letter at once.</summary>
    /// <param name="finalErrors">Exception types, derived ones included: another attempt could come to nothing else.</param>
    /// <param name="sources">Modules whose outboxes hold messages for it.</param>
    public ModuleBuilder<TContext> AddConsumer<TConsumer>(IReadOnlyList<Type> finalErrors, params IReadOnlyList<string> sources)
        where TConsumer : IConsumer
    {
        var definition = ConsumerDefinition.Of<TConsumer>(assembly, sources, finalErrors);
        Services.AddSingleton(definition);
        Services.AddSingleton<IDeadLetters>(provider => ActivatorUtilities.CreateInstance<DeadLetters<TContext>>(provider, definition.Name));
        Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Redrives<TContext>>(provider, definition.Name));
        Services.AddSingleton(provider => CreateRelay<TConsumer>(provider, definition));
        Services.AddQuartz(quartz => quartz.AddJob<RelayJob<TConsumer, TContext>>(job => job
            .WithIdentity(JobNames.RelayOf(TConsumer.Name))
            .WithDescription($"Brings messages from {string.Join(", ", sources)} to {TConsumer.Name}.")
            .StoreDurably()));
        return this;
    }

    private static Relay<TConsumer, TContext> CreateRelay<TConsumer>(IServiceProvider provider, ConsumerDefinition definition)
        where TConsumer : IConsumer
    {
        var redrives = provider.GetServices<Redrives<TContext>>().Single(redriven => redriven.Consumer == definition.Name);
        var queue = ActivatorUtilities.CreateInstance<ConsumerQueue<TContext>>(provider, definition, redrives);
        var burial = ActivatorUtilities.CreateInstance<Burial>(provider, definition.Name);
        var failures = ActivatorUtilities.CreateInstance<FailureHandler>(provider, definition, burial);
        var runner = ActivatorUtilities.CreateInstance<MessageRunner>(provider, definition);
        var handler = ActivatorUtilities.CreateInstance<BatchHandler<TContext>>(provider, definition, runner, failures);
        return ActivatorUtilities.CreateInstance<Relay<TConsumer, TContext>>(provider, definition, queue, handler, failures);
    }

    /// <summary>The worker that makes this module's calls to the outside.</summary>
    public ModuleBuilder<TContext> AddCalls<THandler>(string description)
        where THandler : class, ICallHandler
    {
        Services.AddScoped<THandler>();
        Services.AddSingleton<CallRecorder<TContext, THandler>>();
        Services.AddSingleton<LeaseKeeper<TContext>>();
        Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CallWorker<TContext, THandler>>(provider, module));
        Services.AddQuartz(quartz => quartz.AddJob<CallWorkerJob<TContext, THandler>>(job => job
            .WithIdentity(JobNames.CallsOf(module)).WithDescription(description).StoreDurably()));
        return this;
    }

    /// <summary>A job of the module, run at an interval by one of the hosts on a database; the first time after one interval.</summary>
    public ModuleBuilder<TContext> AddJob<TJob>(string name, string description, Func<IServiceProvider, TimeSpan> interval)
        where TJob : class, IJob
    {
        Services.AddSingleton(new ClusterJob(name, typeof(TJob), description, interval));
        return this;
    }

    /// <summary>Puts first data in place, on an empty database only.</summary>
    public ModuleBuilder<TContext> AddSeed<TSeed>()
        where TSeed : class, IModuleSeed
    {
        Services.AddScoped<IModuleSeed, TSeed>();
        return this;
    }

    /// <summary>A service of the module, one per unit of work.</summary>
    public ModuleBuilder<TContext> AddScoped<TService>()
        where TService : class
    {
        Services.AddScoped<TService>();
        return this;
    }

    /// <summary>A service of the module, one for the whole host.</summary>
    public ModuleBuilder<TContext> AddSingleton<TService>()
        where TService : class
    {
        Services.AddSingleton<TService>();
        return this;
    }

    /// <summary>Binds and checks a section of the settings; a wrong one stops the host with a sentence that names it.</summary>
    public ModuleBuilder<TContext> AddOptions<TOptions>(string section)
        where TOptions : class
    {
        Services.AddSettings<TOptions>(section).ValidateDataAnnotations().ValidateOnStart();
        return this;
    }

    /// <summary>Every host looks for itself: at an interval, and at once when it starts.</summary>
    private void AddLook()
    {
        var name = JobNames.LookOf(module);
        Services.AddQuartz(quartz => quartz
            .AddJob<LookJob<TContext>>(job => job.WithIdentity(name).WithDescription($"Wakes the relays and workers for which {module} has something to do.").StoreDurably())
            .AddTrigger<LookJob<TContext>>((provider, trigger) => trigger
                .ForJob(name)
                .WithIdentity(name, JobNames.Polls)
                .StartAt(provider.GetRequiredService<TimeProvider>().GetUtcNow())
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(provider.GetRequiredService<IOptions<MessagingOptions>>().Value.PollInterval)
                    .RepeatForever())));
    }
}
