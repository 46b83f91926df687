using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Buffers;
using System.Text;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>A client without manners: sends bytes as they are, and reads what comes. Takes one input at a time.</summary>
internal sealed class RawClient(IPEndPoint server) : IDisposable
{
    /// <summary>Longer than <c>Prefer: wait</c> may last, and than the server takes to hang up on somebody who doesn't go on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Socket? socket;
    private PipeReader? reader;

    /// <summary>The replies, one unless the connection was read to its end; none if the server hung up.</summary>
    /// <exception cref="TimeoutException">The connection hangs.</exception>
    public async Task<IReadOnlyList<RawReply>> ExchangeAsync(FuzzInput input)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var reused = socket is not null && input.Ending is Ending.KeepAlive;
            var replies = await TryExchangeAsync(input, reused, timeout.Token);

            // A kept connection may be closed just when it is used again: any client would open another.
            return replies.Count == 0 && reused ? await TryExchangeAsync(input, reused: false, timeout.Token) : replies;
        }
        catch (OperationCanceledException)
        {
            Drop();
            throw new TimeoutException($"The connection hangs: after {Patience.TotalSeconds} s it is neither answered nor closed.");
        }
    }

    public void Dispose() => Drop();

    private async Task<IReadOnlyList<RawReply>> TryExchangeAsync(FuzzInput input, bool reused, CancellationToken cancellationToken)
    {
        if (!reused)
        {
            await OpenAsync(cancellationToken);
        }

        var sending = SendAsync(socket!, input, cancellationToken);
        List<RawReply> replies = [];
        if (input.Ending is Ending.Abort)
        {
            await sending;
        }
        else
        {
            do
            {
                if (await ReadAsync(input.IsHead, cancellationToken) is not { } reply)
                {
                    break;
                }

                replies.Add(reply);
            }
            while (input.Ending is Ending.HalfClose);
        }

        if (input.Ending is not Ending.KeepAlive || input.IsLarge || replies is not [{ SaysClose: false }])
        {
            // Whatever is still to be sent has nobody to read it.
            Drop();
        }

        await sending;
        return replies;
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        Drop();

        // Lingering 0 s closes with a reset: a hundred thousand connections must leave no ports behind that wait.
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        await socket.ConnectAsync(server, cancellationToken);
        reader = PipeReader.Create(new NetworkStream(socket));
    }

    private void Drop()
    {
        socket?.Dispose();
        (socket, reader) = (null, null);
    }

    private static async Task SendAsync(Socket socket, FuzzInput input, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < input.Bytes.Length;)
            {
                sent += await socket.SendAsync(input.Bytes.AsMemory(sent), cancellationToken);
            }

            if (input.Ending is Ending.HalfClose)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The server has answered and hung up before it had everything.
        }
    }

    /// <summary>Null at the end of the connection.</summary>
    private async Task<RawReply?> ReadAsync(bool isHead, CancellationToken cancellationToken)
    {
        try
        {
            RawReply? reply;
            do
            {
                reply = await ReadOneAsync(isHead, cancellationToken);
            }
            while (reply is { Status: >= 100 and < 200 });

            return reply;
        }
        catch (IOException)
        {
            return null; // Reset.
        }
    }

    private async Task<RawReply?> ReadOneAsync(bool isHead, CancellationToken cancellationToken)
    {
        if (await LineAsync(cancellationToken) is not { } first)
        {
            return null;
        }

        if (!first.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || !int.TryParse(first.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return RawReply.None;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var body = isHead || status is 204 or 304 or < 200 ? []
            : headers.TryGetValue("Content-Length", out var length) ? await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken)
            : headers.ContainsKey("Transfer-Encoding") ? await ChunksAsync(cancellationToken)
            : await BytesAsync(int.MaxValue, cancellationToken);
        return new RawReply(status, headers, body);
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        while (await LineAsync(cancellationToken) is { } line
            && int.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
        {
            body.Write(await BytesAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
            if (size == 0)
            {
                break;
            }
        }

        return body.ToArray();
    }

    /// <summary>Null at the end of the connection.</summary>
    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader!.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        // Nothing to wait for: to read would be to wait for the next reply.
        while (count > 0)
        {
            var read = await reader!.ReadAsync(cancellationToken);
            if (read.Buffer.Length >= count || read.IsCompleted)
            {
                var wanted = read.Buffer.Slice(0, Math.Min(count, read.Buffer.Length));
                var bytes = wanted.ToArray();
                reader.AdvanceTo(wanted.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        return [];
    }
}
