using System.Net.Sockets;
using CampusCafe.BuildingBlocks.Modules;
using Microsoft.Extensions.Options;

namespace CampusCafe.Host;

/// <summary>Turns what keeps the host from starting into a sentence that says what to do.</summary>
internal static class StartProblem
{
    /// <summary>Null for what nobody expected: that deserves its stack trace.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        HostStartException known => known.Message,
        OptionsValidationException wrong => string.Join(' ', wrong.Failures.Select(SentenceOf)),
        AggregateException several when several.InnerExceptions.All(inner => Explain(inner) is not null) =>
            string.Join(' ', several.InnerExceptions.Select(Explain).Distinct()),
        InvalidOperationException unreadable when IsUnreadableSetting(unreadable) => $"A setting can't be read: {unreadable.Message}",
        FormatException address => $"Urls: {address.Message}",
        IOException taken when taken.GetBaseException() is SocketException => $"{taken.Message} Choose another with --urls or Simulators:Url.",
        _ => null,
    };

    /// <summary>The framework wraps the sentence: "DataAnnotation validation failed for … with the error: '…'."</summary>
    private static string SentenceOf(string failure)
    {
        const string Marker = "with the error: '";
        var start = failure.IndexOf(Marker, StringComparison.Ordinal);
        return start < 0 ? failure : failure[(start + Marker.Length)..].TrimEnd('.').TrimEnd('\'');
    }

    private static bool IsUnreadableSetting(InvalidOperationException exception) =>
        exception.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal);
}
