using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>Clients that begin a request and then fall silent, without going away. The server has to hang up on them.</summary>
internal sealed class SilentClients : IDisposable
{
    /// <summary>Twice the time that the server gives a client by default.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Beginnings =
    [
        "GET",
        "GET /menu HTTP/1.1\r\nHost: a\r\n",
        "GET /menu HTTP/1.1\r\nHost: a\r\nX-Request-Id: abc",
        "POST /checkout HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIdempotency-Key: silent\r\nContent-Length: 100\r\n\r\n{",
        "POST /checkout HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIdempotency-Key: silent\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        "POST /webhooks/payments HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{",
        "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{",
    ];

    private readonly List<(string Beginning, Socket Socket)> clients = [];

    public static async Task<SilentClients> BeginAsync(IPEndPoint server)
    {
        SilentClients silent = new();
        foreach (var beginning in Beginnings)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            silent.clients.Add((beginning, socket));
            await socket.ConnectAsync(server);
            await socket.SendAsync(Encoding.ASCII.GetBytes(beginning));
        }

        return silent;
    }

    /// <summary>Waits until the server has closed every connection; a sentence for each that it keeps.</summary>
    public async Task<IReadOnlyList<string>> KeptAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        var kept = await Task.WhenAll(clients.Select(async client => await IsClosedAsync(client.Socket, timeout.Token)
            ? null
            : $"The server keeps a silent client: {client.Beginning}"));
        return [.. kept.OfType<string>()];
    }

    public void Dispose() => clients.ForEach(client => client.Socket.Dispose());

    private static async Task<bool> IsClosedAsync(Socket socket, CancellationToken cancellationToken)
    {
        var rest = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(rest, cancellationToken) > 0)
            {
                // A refusal comes first.
            }

            return true;
        }
        catch (SocketException)
        {
            return true; // Reset.
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
