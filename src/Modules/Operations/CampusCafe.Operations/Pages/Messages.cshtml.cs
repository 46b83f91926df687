using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.DeadLetters;
using CampusCafe.Operations.Messages;
using CampusCafe.Operations.Overview;
using CampusCafe.Operations.Paging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>What waits, what is held back, what was given up, and what was written.</summary>
internal sealed class MessagesModel(MessageDesk desk, DeadLetterDesk letters, Redriving redriving, ShopOverview overview, IActionLog actions, Texts texts) : ConsolePage
{
    public static IReadOnlyList<(string State, string Name)> States { get; } =
        [("pending", "Waiting"), ("stalled", "Held back"), ("dead", "Dead"), ("log", "All")];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Consumer { get; set; }

    /// <summary>Who wrote it; of the log only.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Module { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public IReadOnlyList<string> Chosen { get; set; } = [];

    public ShopFigures Figures { get; private set; } = null!;

    /// <summary>Also those that another version of the program relays for.</summary>
    public IReadOnlyList<string> Consumers => [.. letters.Consumers.Union(Figures.Queues.Select(queue => queue.Consumer)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Modules => desk.Modules;

    public IReadOnlyList<PendingRow> Pending { get; private set; } = [];

    public IReadOnlyList<StalledRow> Stalled { get; private set; } = [];

    public IReadOnlyList<LoggedMessage> Log { get; private set; } = [];

    public IReadOnlyList<Letter> Dead { get; private set; } = [];

    public int DeadCount { get; private set; }

    /// <summary>How far a search of the log came.</summary>
    public DateTimeOffset? LookedBackTo { get; private set; }

    public string? Wrong { get; private set; }

    public bool IsEmpty => Pending.Count + Stalled.Count + Log.Count + Dead.Count == 0;

    public bool IsFirstPage => string.IsNullOrEmpty(After);

    public bool IsSearch => Search != new MessageSearch() || Writer is not null;

    public string WhyEmpty => (Next, IsSearch, State) switch
    {
        (not null, _, _) => "None so far; there is more to look through.",
        (_, true, _) => "No message fits.",
        (_, _, "pending") => "Nothing waits.",
        (_, _, "stalled") => "Nothing is held back.",
        (_, _, "dead") => "There are no dead letters.",
        _ => "Nothing has been written yet.",
    };

    /// <summary>Of the page behind this one; null on the last.</summary>
    public string? Next { get; private set; }

    public string FirstPage => AddressWith(State, after: null);

    public string Address => AddressWith(State, Queries.Given(After));

    private string? Writer => State == "log" ? Queries.Given(Module) : null;

    private MessageSearch Search => new(Queries.Given(Consumer), Queries.Given(Type), Queries.Given(Key), Queries.Given(Text));

    private DeadLetterFilter Filter => new(Search.Type, Search.Key, Status: null, Search.Text);

    public string AddressOf(string state) => AddressWith(state, after: null);

    public string HandlerOf(string handler) => $"{FirstPage}&handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        State = States.Any(known => known.State == State) ? State : States[0].State;
        Figures = await overview.LookAsync(cancellationToken);
        Wrong = WhatIsWrong();
        if (Wrong is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        switch (State)
        {
            case "pending":
                (Pending, var afterPending) = await desk.PendingAsync(Search, Cursor, Queries.DefaultLimit, cancellationToken);
                Next = NextOf(afterPending);
                break;
            case "stalled":
                (Stalled, var afterStalled) = await desk.StalledAsync(Search, Cursor, Queries.DefaultLimit, cancellationToken);
                Next = NextOf(afterStalled);
                break;
            case "log":
                (Log, var afterLogged, LookedBackTo) = await desk.LogAsync(
                    Search with { Consumer = null }, Writer, desk.LogCursorOf(Queries.Given(After))!, Queries.DefaultLimit, cancellationToken);
                Next = afterLogged is null ? null : AddressWith(State, afterLogged.ToString());
                break;
            default:
                await ListDeadAsync(cancellationToken);
                break;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostSelectedAsync(CancellationToken cancellationToken)
    {
        LetterId[] chosen = [.. Chosen.Select(LetterIdOf).OfType<LetterId>().Distinct()];
        if (chosen.Length == 0)
        {
            return Refused(texts["Choose some first."], FirstPage);
        }

        RedriveReport? report = null;
        await actions.RecordAsync(
            HttpContext,
            "dead-letters.redrive",
            RedriveDeadLetters.SubjectOf(chosen),
            async () => ActionOutcome.DoneWith((report = (await redriving.SelectedAsync(chosen, cancellationToken)).Report).Counts),
            cancellationToken);
        return Told(report!);
    }

    public async Task<IActionResult> OnPostAllAsync(CancellationToken cancellationToken)
    {
        State = "dead"; // No others are redriven.
        if (WhatIsWrong() is { } wrong)
        {
            return Refused(wrong, FirstPage);
        }

        RedriveReport? report = null;
        await actions.RecordAsync(
            HttpContext,
            "dead-letters.redrive",
            RedriveDeadLetters.SubjectOf(Search.Consumer, Filter),
            async () => ActionOutcome.DoneWith((report = await redriving.AllAsync(Search.Consumer, Filter, cancellationToken)).Counts),
            cancellationToken);
        return Told(report!);
    }

    private async Task ListDeadAsync(CancellationToken cancellationToken)
    {
        var found = await letters.ListAsync(Search.Consumer, Filter, ListDeadLetters.CursorOf(Queries.Given(After)), Queries.DefaultLimit + 1, cancellationToken);
        Dead = [.. found.Take(Queries.DefaultLimit).Select(Letter.Of)];
        Next = found.Count > Queries.DefaultLimit ? AddressWith(State, ListDeadLetters.NameOf(Dead[^1])) : null;
        // A text is looked for in every letter's payload: not once more when all that have it are on this page.
        DeadCount = Next is null && Queries.Given(After) is null
            ? found.Count(letter => letter.Status is DeadLetterStatus.Dead)
            : await letters.CountDeadAsync(Search.Consumer, Filter, cancellationToken);
    }

    private MessageCursor? Cursor => MessageCursor.Of(Queries.Given(After));

    private string? NextOf(MessageCursor? cursor) => cursor is null ? null : AddressWith(State, cursor.ToString());

    private string? WhatIsWrong() => Search switch
    {
        { Consumer: { } consumer } when !(State == "dead" ? letters.Consumers : Consumers).Contains(consumer) => texts["There is no such consumer."],
        _ when Writer is { } writer && !Modules.Contains(writer) => texts["There is no such module."],
        var search when !Queries.IsText(search.Type) || !Queries.IsText(search.Key) || !Queries.IsText(search.Text) =>
            texts["What is looked for has at most {0} characters, none of them a control character.", Queries.MaxText],
        _ when Queries.Given(After) is { } after && !IsCursor(after) => texts["There is no such page."],
        _ => null,
    };

    private bool IsCursor(string after) => State switch
    {
        "dead" => ListDeadLetters.CursorOf(after) is not null,
        "log" => desk.LogCursorOf(after) is not null,
        _ => MessageCursor.Of(after) is { } cursor && Modules.Contains(cursor.Module),
    };

    private RedirectResult Told(RedriveReport report)
    {
        var said = string.Join(' ', Redriven.Say(report, texts));
        return report.FailedAgain > 0 || report.Redriven == 0 ? Refused(said, FirstPage) : Done(said, FirstPage);
    }

    private static LetterId? LetterIdOf(string chosen) =>
        chosen.Split('/') is [var consumer, var id] && Guid.TryParse(id, out var messageId) ? new LetterId(consumer, messageId) : null;

    private string AddressWith(string? state, string? after) => Links.To(
        Request, "messages", ("state", state), ("consumer", Search.Consumer), ("module", Writer), ("type", Search.Type), ("key", Search.Key), ("text", Search.Text), ("after", after));
}
