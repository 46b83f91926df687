using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>A module that talks.</summary>
internal sealed class SourceDbContext(DbContextOptions<SourceDbContext> options) : ModuleDbContext(options)
{
    public const string Module = "source";

    public override string Schema => Module;

    public DbSet<Speaker> Speakers => Set<Speaker>();

    public DbSet<Note> Notes => Set<Note>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Speaker>().HasKey(s => s.Id);
        model.Entity<Speaker>().Property(s => s.Id).ValueGeneratedNever();
        model.Entity<Note>().HasKey(n => n.Sequence);
    }
}

internal sealed class Speaker : AggregateRoot
{
    public required OrderId Id { get; init; }

    public int Counter { get; private set; }

    public override string AggregateType => "speaker";

    /// <summary>Sends the next numbers; also changes itself.</summary>
    public void Say(int count, Func<OrderId, int, IMessage>? ping = null)
    {
        for (var i = 0; i < count; i++)
        {
            Send((ping ?? TargetConsumer.Ping)(Id, ++Counter));
        }
    }

    /// <summary>The same, to everybody.</summary>
    public void Announce(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Send(new Announced(Id, ++Counter));
        }
    }

    /// <summary>Sends without changing anything of its own.</summary>
    public void SayOnly(IMessage message) => Send(message);

    public void Whisper(IDomainEvent domainEvent) => Raise(domainEvent);
}

internal sealed class Note
{
    public long Sequence { get; init; }

    public required string Text { get; init; }
}

/// <summary>For this module only.</summary>
internal sealed record Whispered(string Text) : IDomainEvent;

internal sealed class WriteNote(SourceDbContext context) : INotificationHandler<Whispered>
{
    public Task Handle(Whispered notification, CancellationToken cancellationToken)
    {
        context.Add(new Note { Text = notification.Text });
        return Task.CompletedTask;
    }
}

/// <summary>Raises itself for ever.</summary>
internal sealed record Echo(Speaker Speaker) : IDomainEvent;

internal sealed class RepeatEcho : INotificationHandler<Echo>
{
    public Task Handle(Echo notification, CancellationToken cancellationToken)
    {
        notification.Speaker.Whisper(notification);
        return Task.CompletedTask;
    }
}
