using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Browsing;

/// <summary>A test in the browser. At its end every page that it has opened must be without errors, warnings, and violations of the policy for contents.</summary>
public abstract class BrowserTest(InChromium chromium) : IAsyncDisposable
{
    private readonly List<Visit> visits = [];

    internal async Task<Visit> VisitAsync(string address, Viewer? viewer = null)
    {
        var visit = await Visit.BeginAsync(await chromium.BrowserAsync(), address, viewer ?? new());
        visits.Add(visit);
        return visit;
    }

    /// <summary>Of a host in Development: whoever comes from this machine may look and act.</summary>
    internal Task<Visit> VisitAsync(Shop shop, Viewer? viewer = null) => VisitAsync(shop.Http.BaseAddress!.ToString(), viewer);

    /// <summary>On a page of a host in Development.</summary>
    internal async Task<Visit> VisitAsync(Shop shop, string path, Viewer? viewer = null)
    {
        var visit = await VisitAsync(shop, viewer);
        await visit.GoAsync(path);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        List<string> troubles = [];
        foreach (var visit in visits)
        {
            if (TestContext.Current.TestState?.Result is TestResult.Failed)
            {
                await Screenshots.SaveAsync(visit.Page, $"failed {TestContext.Current.TestMethod?.MethodName} {visits.IndexOf(visit)}");
            }

            troubles.AddRange(await visit.EndAsync());
            await visit.Context.DisposeAsync();
        }

        Assert.True(troubles.Count == 0, string.Join('\n', troubles));
    }

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
