using CampusCafe.Bakery.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Bakery;

/// <summary>As a module should be.</summary>
public sealed class BakeryModule : IModule
{
    public string Name => "bakery";

    public void Register(IHostApplicationBuilder builder) =>
        builder.AddModule<BakeryDbContext>(Name).AddConsumer<BakeryConsumer>("ordering");

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}

internal sealed class BakeryConsumer : IConsumer
{
    public static string Name => "bakery";
}

internal sealed class BakeryDbContext(DbContextOptions<BakeryDbContext> options) : ModuleDbContext(options)
{
    public override string Schema => "bakery";

    public DbSet<Loaf> Loaves => Set<Loaf>();

    protected override void ConfigureModel(ModelBuilder model) => model.Entity<Loaf>(loaf => loaf.HasKey(l => l.Id));
}

internal sealed class HandleBakeBread(BakeryDbContext context) : MessageHandler<BakeryConsumer, BakeBread>
{
    protected override async Task HandleAsync(BakeBread message, CancellationToken cancellationToken) =>
        await context.Loaves.AddAsync(new Loaf(), cancellationToken);
}
