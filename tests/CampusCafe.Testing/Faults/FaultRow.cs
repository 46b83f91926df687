namespace CampusCafe.Testing.Faults;

internal enum FaultSpan
{
    /// <summary>One request meets it.</summary>
    Once,

    /// <summary>Every request meets it, until the deadline is over and the call has parked; then an operator resumes the order.</summary>
    Long,

    /// <summary>As <see cref="Long"/>, but nobody resumes: the probe of the parked call has to find that the provider is back.</summary>
    Unattended,
}

/// <summary>One row of the matrix.</summary>
internal sealed record FaultRow(FaultedOperation Operation, string Mode, FaultSpan Span)
{
    private const string Fail = "fail";
    private const string Decline = "decline";
    private const string Flaky = "flaky";

    private static readonly string[] Modes = ["slow", Fail, "slowfail", "abort", Flaky, "lostReply", Decline, "error500"];

    /// <summary>
    /// Every operation and mode, once and long. A question can't be declined: the fault board refuses that. One mode for
    /// the probe will do: it doesn't know why the call parked.
    /// </summary>
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        .. from operation in FaultedOperation.All
           from mode in Modes
           where (operation.Operation, mode) is not ("inquire", Decline)
           from span in Enum.GetValues<FaultSpan>()
           where span is not FaultSpan.Unattended || mode == Fail
           select new FaultRow(operation, mode, span),
    ];

    /// <summary>How the order may end. Only chance decides whether a flaky provider answers in time.</summary>
    public IReadOnlyList<string> Ends => this switch
    {
        { Mode: Decline, Operation.Declined: { } declined } => [declined],
        { Span: not FaultSpan.Once, Mode: not Decline, Operation.Unanswered: { } unanswered } =>
            Mode == Flaky ? [Operation.End, unanswered] : [unanswered],
        _ => [Operation.End],
    };

    /// <summary>A flaky provider may do well by chance; any other fault must show.</summary>
    public bool MustShow => Mode != Flaky;

    public override string ToString() => $"{Operation.Name}, {Mode}, {Span.ToString().ToLowerInvariant()}";
}
