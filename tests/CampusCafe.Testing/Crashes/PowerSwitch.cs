using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace CampusCafe.Testing.Crashes;

internal enum Side
{
    Before,
    After,
}

/// <summary>Where the process dies: just before or just after the n-th commit or call.</summary>
/// <param name="Point">From 1.</param>
/// <param name="Side">Before it takes effect, or after it did and before anybody here knows.</param>
internal readonly record struct Cut(int Point, Side Side)
{
    public override string ToString() => $"{Side.ToString().ToLowerInvariant()} {Point}";
}

/// <summary>One side of one point, as it is passed.</summary>
/// <param name="Point">From 1.</param>
/// <param name="Side">Before it takes effect, or after it did and before anybody here knows.</param>
/// <param name="Module">Whose commit it is; null for a call.</param>
internal readonly record struct Passage(int Point, Side Side, string? Module);

/// <summary>
/// Counts every commit and every outgoing call of a host, and can end it at any of them. Once it is off, nothing that
/// the host still does reaches a database or a provider: to them the process is dead, whatever its threads are at.
/// </summary>
internal sealed class PowerSwitch(Cut? cut = null)
{
    private readonly TaskCompletionSource off = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int points;

    /// <summary>Passed so far.</summary>
    public int Points => points;

    public bool IsOff => off.Task.IsCompleted;

    /// <summary>Completes at the cut.</summary>
    public Task Off => off.Task;

    /// <summary>Told of each point that is passed, on both sides, which wait for it; null for nobody.</summary>
    public Func<Passage, Task>? Passing { get; set; }

    /// <summary>Puts the switch into every module's connections and every client's way to its provider.</summary>
    public void Install(WebApplicationBuilder builder)
    {
        var commits = new CommitPoints(this);
        foreach (var module in builder.Services.Select(service => service.ImplementationInstance).OfType<BuildingBlocks.Persistence.ModuleDatabase>().ToList())
        {
            builder.Services.AddSingleton(
                typeof(IDbContextOptionsConfiguration<>).MakeGenericType(module.ContextType),
                Activator.CreateInstance(typeof(Interception<>).MakeGenericType(module.ContextType), commits)!);
        }

        builder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new CallPoints.Filter(this));
    }

    /// <summary>Passes a point, unless the process dies before it.</summary>
    /// <param name="module">Whose commit it is; null for a call.</param>
    /// <returns>The point's number.</returns>
    /// <exception cref="PowerCutException">It does, or has died already.</exception>
    public async Task<int> BeforeAsync(string? module = null)
    {
        ThrowIfOff();
        var point = Interlocked.Increment(ref points);
        await TellAsync(new Passage(point, Side.Before, module));
        CutIf(new Cut(point, Side.Before));
        return point;
    }

    /// <exception cref="PowerCutException">The process dies right after the point, or has died in the meantime.</exception>
    public Task AfterAsync(int point, string? module = null)
    {
        CutIf(new Cut(point, Side.After));
        ThrowIfOff();
        return TellAsync(new Passage(point, Side.After, module));
    }

    public void ThrowIfOff()
    {
        if (IsOff)
        {
            throw new PowerCutException();
        }
    }

    private Task TellAsync(Passage passage) => Passing?.Invoke(passage) ?? Task.CompletedTask;

    private void CutIf(Cut here)
    {
        if (here == cut)
        {
            off.TrySetResult();
            throw new PowerCutException();
        }
    }

    private sealed class Interception<TContext>(CommitPoints commits) : IDbContextOptionsConfiguration<TContext>
        where TContext : DbContext
    {
        public void Configure(IServiceProvider serviceProvider, DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AddInterceptors(commits);
    }
}

/// <summary>The process is dead. Whoever catches this only thinks that it lives.</summary>
internal sealed class PowerCutException() : Exception("The power is off.");
