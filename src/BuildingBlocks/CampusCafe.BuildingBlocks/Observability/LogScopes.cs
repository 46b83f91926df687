using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>What log lines say beside their text.</summary>
internal static class LogScopes
{
    private static readonly Func<ILogger, string, IDisposable?> Correlation = LoggerMessage.DefineScope<string>("CorrelationId:{CorrelationId}");

    /// <summary>Every line that is written until it is disposed bears the correlation id, whoever writes it.</summary>
    public static IDisposable? Correlate(this ILogger logger, string correlationId) => Correlation(logger, correlationId);
}
