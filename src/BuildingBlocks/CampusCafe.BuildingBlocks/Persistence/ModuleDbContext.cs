using System.Data;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>A module's own schema: its tables, and the messaging tables beside them.</summary>
public abstract class ModuleDbContext : SchemaDbContext
{
    private readonly HashSet<string> jobsToNudge = [];
    private readonly List<Action> afterCommit = [];
    private readonly List<AggregateRoot> aggregates = [];
    private IServiceProvider? scope;
    private int saved;

    protected ModuleDbContext(DbContextOptions options)
        : base(options) =>
        // A save that fails ends its transaction. Only the relay goes on in one, behind savepoints of its own.
        Database.AutoSavepointsEnabled = false;

    /// <summary>The unit of work's.</summary>
    internal IServiceProvider Scope => scope ?? throw new InvalidOperationException($"This {GetType().Name} is no unit of work: nobody has begun one in it.");

    /// <summary>Those that this unit of work has loaded or added so far.</summary>
    internal IReadOnlyList<AggregateRoot> Aggregates => aggregates;

    /// <summary>Contexts are pooled: this is a new unit of work, and nothing is left of the one before it.</summary>
    internal void BeginIn(IServiceProvider services)
    {
        scope = services;
        ChangeTracker.Tracked -= Note;
        ChangeTracker.Tracked += Note;
    }

    /// <summary>Ends the unit of work.</summary>
    public sealed override async ValueTask DisposeAsync()
    {
        try
        {
            if (TryEnd())
            {
                await Database.CloseConnectionAsync();
                if (IsLeftOpen)
                {
                    await Database.CloseConnectionAsync();
                }
            }
        }
        finally
        {
            await base.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The same, of a scope that isn't asynchronous.</summary>
    public sealed override void Dispose()
    {
        try
        {
            if (TryEnd())
            {
                Database.CloseConnection();
                if (IsLeftOpen)
                {
                    Database.CloseConnection();
                }
            }
        }
        finally
        {
            base.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A call was made due: the worker should look right after the commit.</summary>
    public void NudgeCalls() => jobsToNudge.Add(JobNames.CallsOf(Schema));

    /// <summary>Done once the coming commit stands, if it does: what work that is run again would count twice.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>As if nothing had been read or done since the last save.</summary>
    internal void Forget()
    {
        ChangeTracker.Clear();
        aggregates.Clear();
        afterCommit.RemoveRange(saved, afterCommit.Count - saved);
    }

    internal void Saved() => saved = afterCommit.Count;

    internal void Committed()
    {
        afterCommit.ForEach(action => action());
        afterCommit.Clear();
        saved = 0;
    }

    /// <summary>Whether the module has that kind of table: not every module calls the outside or takes keys.</summary>
    internal bool Has<TEntity>() => Model.FindEntityType(typeof(TEntity)) is not null;

    /// <summary>The table's, for statements written by hand.</summary>
    internal string NameOf<TEntity>()
    {
        var type = Model.FindEntityType(typeof(TEntity))!;
        return this.GetService<ISqlGenerationHelper>().DelimitIdentifier(type.GetTableName()!, type.GetSchema());
    }

    /// <summary>Jobs that the coming commit gives something to do.</summary>
    internal ICollection<string> JobsToNudge => jobsToNudge;

    /// <summary>Not supported: saving is asynchronous everywhere.</summary>
    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync.");

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<OrderId>().HaveConversion<TypedIdConverter<OrderId>>();
        configurationBuilder.Properties<ItemId>().HaveConversion<ItemIdConverter>().HaveMaxLength(ItemId.MaxLength);
        configurationBuilder.Properties<Quantity>().HaveConversion<QuantityConverter>();
        ConfigureModuleConventions(configurationBuilder);
    }

    protected virtual void ConfigureModuleConventions(ModelConfigurationBuilder conventions)
    {
    }

    /// <summary>Once: the pool disposes of what lies in it, too.</summary>
    private bool TryEnd()
    {
        jobsToNudge.Clear();
        aggregates.Clear();
        afterCommit.Clear();
        saved = 0;
        return Interlocked.Exchange(ref scope, null) is not null;
    }

    /// <summary>
    /// A transaction that failed to begin, or was cancelled, leaves its connection open. The pool would close it without a word to EF
    /// Core's interceptors and its count of openings, and SQLite's write gate would stay taken. So it is closed twice: it may have been
    /// opened by hand before. One that is open still was refused by an interceptor while it was opened: it holds nothing, and the pool closes it.
    /// </summary>
    private bool IsLeftOpen => Database.GetDbConnection().State is ConnectionState.Open;

    private void Note(object? sender, EntityTrackedEventArgs tracked)
    {
        if (tracked.Entry.Entity is AggregateRoot aggregate && !aggregates.Contains(aggregate))
        {
            aggregates.Add(aggregate);
        }
    }

    private protected sealed override void ConfigureWholeModel(ModelBuilder model)
    {
        model.AddMessaging();
        foreach (var aggregate in model.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(AggregateRoot))))
        {
            aggregate.FindProperty(nameof(AggregateRoot.Version))!.IsConcurrencyToken = true;
        }
    }
}
