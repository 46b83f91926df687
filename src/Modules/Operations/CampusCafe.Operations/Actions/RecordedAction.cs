namespace CampusCafe.Operations.Actions;

internal enum ActionState
{
    /// <summary>Being done; or the host stopped in the middle of it, and nobody saw its end.</summary>
    Begun,

    Done,

    /// <summary>Nothing was changed.</summary>
    Refused,

    /// <summary>It broke off: what it was about shows how far it came.</summary>
    Failed,
}

/// <summary>One thing that somebody has done by hand.</summary>
internal sealed class RecordedAction
{
    public const int MaxName = 128;
    public const int MaxSubject = 400;
    public const int MaxNote = 1000;

    public long Sequence { get; private init; }

    /// <summary>An account's or a key's name, or <c>developer</c>.</summary>
    public required string Person { get; init; }

    /// <summary>One of <see cref="CampusCafe.BuildingBlocks.Http.Access.PersonKinds"/>.</summary>
    public required string PersonKind { get; init; }

    /// <summary>What was done: <c>order.resume</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: an id, a name; empty where it is one for all.</summary>
    public required string Subject { get; init; }

    public ActionState State { get; set; }

    /// <summary>More about what came of it.</summary>
    public string? Note { get; set; }

    /// <summary>Of the request.</summary>
    public required string CorrelationId { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
