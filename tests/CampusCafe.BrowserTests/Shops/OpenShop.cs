using Microsoft.AspNetCore.Builder;

namespace CampusCafe.BrowserTests.Shops;

/// <summary>A host for all tests of a class: starting one takes longer than most of them.</summary>
public abstract class OpenShop(Action<WebApplicationBuilder>? configure = null, params string[] settings) : IAsyncLifetime
{
    private Shop? shop;

    internal Shop Shop => shop ?? throw new InvalidOperationException("It isn't open yet.");

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.OpenAsync(configure, settings);
        await PrepareAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (shop is not null)
        {
            await shop.DisposeAsync();
        }
    }

    /// <summary>What is there before the first test.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;
}

/// <summary>As it is after it has been started.</summary>
public sealed class EmptyShop() : OpenShop();
