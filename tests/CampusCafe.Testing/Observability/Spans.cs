using System.Collections.Concurrent;
using System.Diagnostics;

namespace CampusCafe.Testing.Observability;

/// <summary>Every span that ends in this process while it lives. Other tests run beside: ask by trace or by correlation id.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    /// <param name="sources">Names of the sources that are listened to; none: all.</param>
    public Spans(params IReadOnlyCollection<string> sources)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Count == 0 || sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyCollection<Activity> All => ended;

    /// <summary>Handled messages of one order.</summary>
    public IEnumerable<Activity> ProcessesOf(string correlationId) =>
        ended.Where(span => correlationId.Equals(span.GetTagItem("messaging.message.conversation_id")));

    public IEnumerable<Activity> Of(ActivityTraceId trace) => ended.Where(span => span.TraceId == trace);

    /// <summary>The names of a span and of those around it, from the inside out.</summary>
    public IReadOnlyList<string> WayUp(Activity span)
    {
        List<string> names = [];
        for (var at = span; at is not null; at = Of(span.TraceId).FirstOrDefault(other => other.SpanId == at.ParentSpanId))
        {
            names.Add(at.DisplayName);
        }

        return names;
    }

    public void Dispose() => listener.Dispose();
}
