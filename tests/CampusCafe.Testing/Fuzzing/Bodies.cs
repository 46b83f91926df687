using System.Text;
using System.Text.Json;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>Good JSON, spoilt: some of it in its structure, some of it byte by byte.</summary>
internal static class Bodies
{
    /// <summary>Mostly one: after several the reader gives up before anybody looks at the values.</summary>
    private static readonly int[] Changes = [0, 1, 1, 1, 1, 2, 3];

    private static readonly byte[] Bom = Encoding.UTF8.GetPreamble();

    private static readonly IReadOnlyList<Func<Random, byte[], byte[]>> OfStructure =
    [
        (random, json) => ReplaceOne(random, json, Values(json), random.Pick(Nasty.Values)),
        (random, json) => ReplaceOne(random, json, Values(json), random.Pick(Nasty.Values)),
        (random, json) => ReplaceOne(random, json, Values(json), random.Pick(Nasty.Values)),
        (random, json) => ReplaceOne(random, json, Names(json), random.Pick(Nasty.Names)),
        (random, json) => ReplaceOne(random, json, Values(json), []),
        DuplicateMember,
        AddMember,
    ];

    private static readonly IReadOnlyList<Func<Random, byte[], byte[]>> OfBytes =
    [
        (random, json) => json[..random.Next(json.Length + 1)],
        (random, json) => json.Splice(At(random, json), [(byte)random.Next(256)]),
        (random, json) => json.Splice(At(random, json), "\0"u8),
        (random, json) => json.Splice(At(random, json), [0xff, 0xfe]),
        FlipOne,
        (_, json) => [.. Bom, .. json],
        (_, json) => [.. Bom, .. Bom, .. json],
        (_, json) => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(json)),
        (_, json) => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(json))],
        (_, json) => Encoding.UTF32.GetBytes(Encoding.UTF8.GetString(json)),
        (_, json) => [.. json, .. "}"u8],
        (_, json) => [.. json, .. json],
        (_, json) => [.. "/* why */"u8, .. json],
        (_, json) => [.. "["u8, .. json, .. "]"u8],
        (_, json) => [.. "\""u8, .. json, .. "\""u8],
        (_, json) => [.. json.Select(b => b == (byte)'"' ? (byte)'\'' : b)],
        (random, json) => [.. json, .. Enumerable.Repeat((byte)' ', random.Pick([1, 4096, Math.Max(0, Nasty.JustTooMuch - 1 - json.Length), Nasty.JustTooMuch]))],
    ];

    private static readonly IReadOnlyList<Func<Random, byte[]>> Others =
    [
        _ => [],
        random => random.Pick(Nasty.Values),
        random => random.Pick(Nasty.Values),
        _ => "a=b&c=d"u8.ToArray(),
        _ => "<a/>"u8.ToArray(),
        random => Noise(random, random.Next(2000)),
        random => Noise(random, Nasty.JustTooMuch),
    ];

    public static byte[] Next(Random random, byte[] sample)
    {
        if (random.Percent(8))
        {
            return sample;
        }

        if (random.Percent(10))
        {
            return random.Pick(Others)(random);
        }

        if (random.Next(500) == 0)
        {
            return random.Percent(50) ? Noise(random, Nasty.FarTooMuch) : [.. sample, .. Enumerable.Repeat((byte)' ', Nasty.FarTooMuch)];
        }

        // Structure first: after the bytes it can't be read any more.
        var body = sample;
        for (var changes = random.Pick(Changes); changes > 0; changes--)
        {
            body = random.Pick(OfStructure)(random, body);
        }

        return body == sample || random.Percent(10) ? random.Pick(OfBytes)(random, body) : body;
    }

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static Range At(Random random, byte[] json)
    {
        var at = random.Next(json.Length + 1);
        return at..at;
    }

    private static byte[] FlipOne(Random random, byte[] json)
    {
        byte[] changed = [.. json];
        if (changed.Length > 0)
        {
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        }

        return changed;
    }

    private static byte[] ReplaceOne(Random random, byte[] json, IReadOnlyList<Range> places, ReadOnlySpan<byte> with) =>
        places.Count == 0 ? json : json.Splice(random.Pick(places), with);

    private static byte[] DuplicateMember(Random random, byte[] json)
    {
        var names = Names(json);
        if (names.Count == 0)
        {
            return json;
        }

        var (start, length) = random.Pick(names).GetOffsetAndLength(json.Length);
        byte[] again = [.. json.AsSpan(start, length), .. ":"u8, .. random.Pick(Nasty.Values), .. ","u8];
        return json.Splice(start..start, again);
    }

    private static byte[] AddMember(Random random, byte[] json)
    {
        var names = Names(json);
        if (names.Count == 0)
        {
            return json;
        }

        var (start, _) = random.Pick(names).GetOffsetAndLength(json.Length);
        byte[] member = [.. random.Pick(Nasty.Names), .. ":"u8, .. random.Pick(Nasty.Values), .. ","u8];
        return json.Splice(start..start, member);
    }

    private static List<Range> Values(byte[] json) => Places(json, names: false);

    private static List<Range> Names(byte[] json) => Places(json, names: true);

    /// <summary>Where the values or the names are; as far as it can be read.</summary>
    private static List<Range> Places(byte[] json, bool names)
    {
        List<Range> places = [];
        Stack<int> open = [];
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((int)reader.TokenStartIndex);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray when !names:
                        places.Add(open.Pop()..(int)reader.BytesConsumed);
                        break;
                    case JsonTokenType.PropertyName when names:
                        places.Add((int)reader.TokenStartIndex..((int)reader.TokenStartIndex + reader.ValueSpan.Length + "\"\"".Length));
                        break;
                    case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when !names:
                        places.Add((int)reader.TokenStartIndex..(int)reader.BytesConsumed);
                        break;
                    default:
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // An earlier change has spoilt the rest.
        }

        return places;
    }
}
