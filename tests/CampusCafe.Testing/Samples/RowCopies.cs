using System.Globalization;
using System.Text.RegularExpressions;

namespace CampusCafe.Testing.Samples;

/// <summary>What distinguishes one copy of the samples from the others.</summary>
/// <param name="Number">From 0, which keeps its ids.</param>
/// <param name="Back">How much earlier it happened.</param>
internal readonly record struct SampleCopy(int Number, TimeSpan Back)
{
    private const int PrefixBits = 48;

    /// <summary>Another for each copy; of one that begins with its time, the time goes back, too.</summary>
    public Guid Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var time = Read(bytes[..6]) - (ulong)Back.TotalMilliseconds;
        Write(bytes[..6], time & ((1UL << PrefixBits) - 1));
        Write(bytes[10..], Read(bytes[10..]) ^ (ulong)Number);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Read(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (var part in bytes)
        {
            number = (number << 8) | part;
        }

        return number;
    }

    private static void Write(Span<byte> bytes, ulong number)
    {
        for (var i = bytes.Length - 1; i >= 0; i--, number >>= 8)
        {
            bytes[i] = (byte)number;
        }
    }
}

/// <summary>What becomes of a value in each copy of its row. Ids are found wherever they stand: in columns, keys and payloads.</summary>
internal static partial class CopiedValue
{
    private const string SqliteTime = "yyyy-MM-dd HH:mm:ss.FFFFFFF";

    public static Func<SampleCopy, object> Of(object value) => value switch
    {
        Guid id => copy => copy.Of(id),
        DateTime at => copy => at - copy.Back,
        string text when TimeOf(text) is { } at => copy => (at - copy.Back).ToString(SqliteTime, CultureInfo.InvariantCulture),
        string text when Ids().IsMatch(text) => OfText(text),
        _ => _ => value,
    };

    private static Func<SampleCopy, object> OfText(string text)
    {
        List<Func<SampleCopy, string>> parts = [];
        var end = 0;
        foreach (Match match in Ids().Matches(text))
        {
            var between = text[end..match.Index];
            parts.Add(_ => between);
            parts.Add(OfId(match));
            end = match.Index + match.Length;
        }

        var rest = text[end..];
        parts.Add(_ => rest);
        return copy => string.Concat(parts.Select(part => part(copy)));
    }

    private static Func<SampleCopy, string> OfId(Match match)
    {
        var text = match.Value;
        if (match.Groups["id"].Success)
        {
            var id = Guid.Parse(text);
            var format = text.Contains('-', StringComparison.Ordinal) ? "D" : "N";
            return text.Any(char.IsAsciiLetterUpper) ? copy => copy.Of(id).ToString(format).ToUpperInvariant() : copy => copy.Of(id).ToString(format);
        }

        if (match.Groups["guest"].Success)
        {
            var guest = int.Parse(match.Groups["guest"].ValueSpan, CultureInfo.InvariantCulture);
            return copy => $"guest-{guest + (copy.Number * SampleOrders.Count)}@";
        }

        return copy => copy.Number == 0 ? text : $"{text[..^6]}{copy.Number:D6}"; // A provider's: as long as before.
    }

    private static DateTime? TimeOf(string text) =>
        DateTime.TryParseExact(text, SqliteTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    [GeneratedRegex(@"(?<id>\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[0-9a-f]{32}\b)|guest-(?<guest>\d+)@|\b(?:pi|re|evt)_\w{8,}\b|\bCC\d{10}\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Ids();
}
