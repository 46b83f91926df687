using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Operations;

/// <summary>What came of something that a person or a program did.</summary>
/// <param name="IsDone">Or refused, with nothing changed.</param>
/// <param name="Note">More about it: counts, or why it was refused; null when there is nothing to say.</param>
public readonly record struct ActionOutcome(bool IsDone, string? Note)
{
    public static ActionOutcome Done { get; } = new(IsDone: true, Note: null);

    public static ActionOutcome DoneWith(string note) => new(IsDone: true, note);

    public static ActionOutcome Refused(string? why) => new(IsDone: false, why);
}

/// <summary>What a route is sent, as far as the action log should have it. Implemented explicitly, so that it stands in no body.</summary>
public interface IRecordedCommand
{
    /// <summary>What it is done to, where that isn't in the address; null where it is.</summary>
    string? ActionSubject => null;

    /// <summary>How it is to be done; null when there is nothing to say.</summary>
    string? ActionNote => null;
}

/// <summary>What a route answers, as far as the action log should have it. Implemented explicitly, so that it stands in no body.</summary>
public interface IRecordedAnswer
{
    string ActionNote { get; }
}

/// <summary>Who changed what by hand, when, and what came of it. An entry is written before anything is done: nothing is done that isn't in the log.</summary>
public interface IActionLog
{
    /// <param name="http">The request: its person and correlation id.</param>
    /// <param name="action">What is done: <c>order.resume</c>.</param>
    /// <param name="subject">What it is done to: an id, a name.</param>
    /// <param name="act">Does it. What it throws is noted, and thrown on.</param>
    /// <param name="cancellationToken">Gives up before it is done.</param>
    Task RecordAsync(HttpContext http, string action, string subject, Func<Task<ActionOutcome>> act, CancellationToken cancellationToken);
}
