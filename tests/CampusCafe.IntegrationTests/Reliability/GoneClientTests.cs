using CampusCafe.Ordering.Persistence;
using CampusCafe.Testing.Fuzzing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.IntegrationTests.Reliability;

public sealed class GoneClientTests
{
    [Fact]
    public async Task Given_a_client_who_has_gone_When_the_commit_is_cancelled_Then_that_is_no_error()
    {
        await using var shop = await Shop.OpenAsync();
        using ErrorLog log = new();
        shop.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await using var scope = shop.Scope();
        var context = scope.ServiceProvider.GetRequiredService<OrderingDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transaction.CommitAsync(new CancellationToken(canceled: true)));

        Assert.Empty(log.Errors);
    }
}
