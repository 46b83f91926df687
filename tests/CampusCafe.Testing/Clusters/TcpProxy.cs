using System.Net;
using System.Net.Sockets;

namespace CampusCafe.Testing.Clusters;

/// <summary>What becomes of a connection once a piece of it has been seen.</summary>
internal enum Verdict
{
    Pass,

    /// <summary>Cut at once: the piece never arrives.</summary>
    CutBefore,

    /// <summary>The piece arrives, and the answer to it doesn't.</summary>
    CutAfter,
}

/// <summary>Stands between programs, and can cut what runs through it.</summary>
/// <param name="target">Where the next connection leads.</param>
/// <param name="judge">Sees each piece that is on its way to the target.</param>
internal sealed class TcpProxy(Func<IPEndPoint> target, Func<ReadOnlyMemory<byte>, Verdict> judge) : IAsyncDisposable
{
    private const int PieceSize = 64 * 1024;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private Task accepting = Task.CompletedTask;

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    public void Start()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(CarryAsync(await listener.AcceptTcpClientAsync(closing.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        try
        {
            await far.ConnectAsync(target(), cut.Token);
            near.NoDelay = far.NoDelay = true;
            var connection = new Connection(near.GetStream(), far.GetStream(), judge);
            Task[] ways = [connection.CarryThereAsync(cut.Token), connection.CarryBackAsync(cut.Token)];
            await Task.WhenAny(ways);
            await cut.CancelAsync();
            await Task.WhenAll(ways);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // Nobody at the target: whoever called is hung up on.
        }
        finally
        {
            await cut.CancelAsync();
            near.LingerState = new LingerOption(enable: true, seconds: 0); // Cut off, rather than taken leave of.
        }
    }

    private sealed class Connection(NetworkStream near, NetworkStream far, Func<ReadOnlyMemory<byte>, Verdict> judge)
    {
        private volatile bool swallows;

        public async Task CarryThereAsync(CancellationToken cut)
        {
            var buffer = new byte[PieceSize];
            while (await ReadAsync(near, buffer, cut) is { Length: > 0 } piece)
            {
                switch (judge(piece))
                {
                    case Verdict.CutBefore:
                        return;
                    case Verdict.CutAfter:
                        swallows = true;
                        break;
                }

                await far.WriteAsync(piece, cut);
            }
        }

        public async Task CarryBackAsync(CancellationToken cut)
        {
            var buffer = new byte[PieceSize];
            while (await ReadAsync(far, buffer, cut) is { Length: > 0 } piece && !swallows)
            {
                await near.WriteAsync(piece, cut);
            }
        }

        /// <returns>Nothing at the end.</returns>
        private static async Task<ReadOnlyMemory<byte>> ReadAsync(NetworkStream stream, byte[] buffer, CancellationToken cut) =>
            buffer.AsMemory(0, await stream.ReadAsync(buffer, cut));
    }
}
