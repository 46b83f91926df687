using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Idempotency;
using CampusCafe.Simulators.Storage;

namespace CampusCafe.Simulators.Providers;

/// <summary>
/// The way of every provider request: bearer, body, the faults that act before the key is read, then the key and the
/// work, then the answer, unless it gets lost. Work goes on when the caller leaves, and ends when the simulators stop.
/// </summary>
internal sealed class ProviderEndpoint(
    FaultBoard board, FaultPlayer player, IdempotentExecutor executor, SimulatorStore store, IHostApplicationLifetime lifetime)
{
    public Task MutateAsync(HttpContext http, ProviderDialect dialect, Operation operation, Func<Work, Task<Answer>> perform) =>
        RunAsync(http, dialect, operation, (request, fault, stopping) =>
            executor.RunAsync(dialect, request, work => Perform(dialect, operation, fault, work, perform), stopping));

    public Task InquireAsync(HttpContext http, ProviderDialect dialect, Func<SimulatorDb, CancellationToken, Task<Answer>> read) =>
        RunAsync(http, dialect, Operation.Inquire, async (_, fault, stopping) =>
        {
            if (fault is FaultMode.Error500)
            {
                return dialect.ServerError();
            }

            await using var db = store.Read();
            return await read(db, stopping);
        });

    private async Task RunAsync(
        HttpContext http,
        ProviderDialect dialect,
        Operation operation,
        Func<ProviderRequest, FaultMode?, CancellationToken, Task<Answer>> answer)
    {
        if (!dialect.Admits(http.Request))
        {
            await dialect.Unauthorized().WriteAsync(http);
            return;
        }

        var request = await ProviderRequest.ReadAsync(http.Request, http.RequestAborted);
        var fault = board.Take(dialect.Target, operation);
        try
        {
            var reply = await player.PlayAsync(fault, lifetime.ApplicationStopping) switch
            {
                FaultOutcome.Cut => null,
                FaultOutcome.Unavailable => dialect.Unavailable(),
                _ => await answer(request, fault, lifetime.ApplicationStopping),
            };
            if (reply is null || fault is FaultMode.LostReply)
            {
                http.Abort();
                return;
            }

            await reply.WriteAsync(http);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            http.Abort(); // Nothing was committed: to the caller this is a provider that went down.
        }
    }

    private static Task<Answer> Perform(
        ProviderDialect dialect, Operation operation, FaultMode? fault, Work work, Func<Work, Task<Answer>> perform) => fault switch
        {
            FaultMode.Error500 => Task.FromResult(dialect.ServerError()),
            FaultMode.Decline when dialect.Refusal(operation) is { } refusal => Task.FromResult(refusal),
            FaultMode.Decline => perform(work with { Declined = true }),
            _ => perform(work),
        };
}
