using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Browsing;

/// <summary>One person's browser, with cookies of its own and one page. Keeps what goes wrong there.</summary>
internal sealed class Visit
{
    /// <summary>Half a minute: what comes at all comes by then, however busy the machine is.</summary>
    public const float PatienceInMilliseconds = 30_000;

    /// <summary>A page that is left takes with it what it was still asking for.</summary>
    private const string Left = "net::ERR_ABORTED";

    private const string TellViolations =
        "addEventListener('securitypolicyviolation', event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));";

    private readonly ConcurrentQueue<string> troubles = [];
    private readonly List<string> expected = [];
    private readonly List<string> allowed = [];

    private Visit(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public static async Task<Visit> BeginAsync(IBrowser browser, string address, Viewer viewer)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = viewer.Language == "ja" ? "ja-JP" : "en-US",
            TimezoneId = viewer.Zone,
            ColorScheme = viewer.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = viewer.IsPhone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
            HasTouch = viewer.IsPhone,
            IgnoreHTTPSErrors = true, // The certificate is the test's own.
        });
        context.SetDefaultTimeout(PatienceInMilliseconds);
        await context.AddInitScriptAsync(TellViolations);
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Listen();
        return visit;
    }

    /// <summary>Goes to a path.</summary>
    /// <returns>The answer's status.</returns>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Something that the test makes go wrong; it has to.</summary>
    /// <param name="part">Of what the browser says.</param>
    public void Expects(string part) => expected.Add(part);

    /// <summary>Something that may go wrong because of what the test does, and need not.</summary>
    /// <param name="part">Of what the browser says.</param>
    public void Allows(string part) => allowed.Add(part);

    /// <summary>A button or link by the name that a screen reader says.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The dialog that is open; one that is closed has no role.</summary>
    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>Opens a dialog, and agrees.</summary>
    public async Task DoAsync(string action)
    {
        await Button(action).ClickAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
    }

    public async Task<long> NumberAsync(string script) => Convert.ToInt64((await Page.EvaluateAsync<double>(script)), CultureInfo.InvariantCulture);

    /// <summary>What went wrong and wasn't expected, and what was expected and went well.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await Page.EvaluateAsync("0"); // What the page said before comes before its answer.
        var unexpected = troubles.Where(trouble => !expected.Concat(allowed).Any(part => trouble.Contains(part, StringComparison.Ordinal)));
        var missing = expected.Where(part => !troubles.Any(trouble => trouble.Contains(part, StringComparison.Ordinal))).Select(part => $"expected, and didn't come: {part}");
        return [.. unexpected, .. missing];
    }

    private void Listen()
    {
        Page.Console += (_, message) => NoteIf(message.Type is "error" or "warning", $"console {message.Type}: {message.Text} ({message.Location})");
        Page.PageError += (_, error) => NoteIf(true, $"script: {error}");
        Page.RequestFailed += (_, request) => NoteIf(request.Failure != Left, $"request: {request.Failure} {request.Url}");
        Page.Dialog += (_, dialog) =>
        {
            NoteIf(true, $"a script's dialog: {dialog.Message}");
            _ = dialog.DismissAsync(); // Else the page stands still.
        };
    }

    private void NoteIf(bool isTrouble, string trouble)
    {
        if (isTrouble)
        {
            troubles.Enqueue(trouble);
        }
    }
}
