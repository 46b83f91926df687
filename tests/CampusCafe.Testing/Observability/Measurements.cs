using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Observability;

/// <summary>What one host measures, from now on; others run in the same process.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Measured> all = new();

    public Measurements(IServiceProvider host)
    {
        var scope = host.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == scope)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    public IReadOnlyCollection<Measured> All => all;

    /// <param name="instrument">Its name.</param>
    /// <param name="tags">Values that a measurement must have, in any order.</param>
    public IReadOnlyList<Measured> Of(string instrument, params IReadOnlyCollection<string> tags) =>
        [.. all.Where(measured => measured.Instrument == instrument && tags.All(measured.Tags.Values.Contains))];

    public double Sum(string instrument, params IReadOnlyCollection<string> tags) => Of(instrument, tags).Sum(measured => measured.Value);

    /// <summary>Asks the gauges.</summary>
    public void Collect() => listener.RecordObservableInstruments();

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, string?> named = [];
        foreach (var (name, tag) in tags)
        {
            named[name] = tag?.ToString();
        }

        all.Enqueue(new Measured(instrument.Name, value, named));
    }
}

/// <summary>One measurement.</summary>
internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string?> Tags);
