using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>The host's own account of what it answered, by route: proof that an input got as far as that.</summary>
internal sealed class ServerMeters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(string Route, int Status), int> answers = [];
    private long active;

    public ServerMeters(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            // The simulators in this process have meters of the same names.
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name is "http.server.request.duration" or "http.server.active_requests")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Count(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, change, _, _) => Interlocked.Add(ref active, change));
        listener.Start();
    }

    /// <summary>How often each route answered with each status; what no route takes is counted under no name.</summary>
    public IReadOnlyDictionary<(string Route, int Status), int> Answers => answers;

    /// <summary>Requests that the host is still busy with.</summary>
    public long Active => Interlocked.Read(ref active);

    public void Dispose() => listener.Dispose();

    private void Count(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.Name is not "http.server.request.duration")
        {
            return;
        }

        var (route, status) = (string.Empty, 0);
        foreach (var tag in tags)
        {
            route = tag.Key is "http.route" ? (string)tag.Value! : route;
            status = tag.Key is "http.response.status_code" ? (int)tag.Value! : status;
        }

        answers.AddOrUpdate((route, status), 1, (_, count) => count + 1);
    }
}
