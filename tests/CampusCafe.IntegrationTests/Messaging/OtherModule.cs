using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>Another module that listens to the source, beside the target.</summary>
internal sealed class OtherDbContext(DbContextOptions<OtherDbContext> options) : ModuleDbContext(options)
{
    public const string Module = "other";

    public override string Schema => Module;

    protected override void ConfigureModel(ModelBuilder model) => model.Entity<Receipt>().HasKey(r => r.Sequence);
}

internal sealed class OtherConsumer : IConsumer
{
    public static string Name => OtherDbContext.Module;
}

internal sealed class HandleAnnouncedToo(OtherDbContext context, Script script) : MessageHandler<OtherConsumer, Announced>
{
    protected override Task HandleAsync(Announced message, CancellationToken cancellationToken)
    {
        context.Add(new Receipt { OrderId = message.OrderId, Number = message.Number });
        return script.OnAnnounced(OtherConsumer.Name, message);
    }
}
