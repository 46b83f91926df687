using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Http.Admission;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>An answer as it is stored and replayed.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Body">Written as camelCase JSON.</param>
/// <param name="Location">Of what was made, if anything.</param>
public sealed record Answer(int StatusCode, object Body, string? Location = null);

/// <summary>Runs a POST at most once per <c>Idempotency-Key</c>; the answer is stored in the transaction of its effect.</summary>
public sealed class Idempotency(IDatabase database, IOptions<JsonOptions> json, TimeProvider time)
{
    public const string HeaderName = "Idempotency-Key";
    public const string ReplayedHeaderName = "Idempotent-Replayed";

    /// <summary>30: the rivals (a relay, other requests) are short, and each of them got on.</summary>
    private const int MaxAttempts = 30;

    private const double Jitter = 1;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs <paramref name="decide"/> and saves what it did together with its answer, or replays the stored answer.</summary>
    /// <param name="http">The request, for its key and caller.</param>
    /// <param name="context">Where the effect and the key are saved.</param>
    /// <param name="command">The validated command: what the key stands for.</param>
    /// <param name="decide">Changes entities of the context and answers; or refuses with a problem, which uses up no key.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<Outcome> ExecuteAsync<TContext>(
        HttpContext http,
        TContext context,
        object command,
        Func<CancellationToken, Task<Result<Answer>>> decide,
        CancellationToken cancellationToken)
        where TContext : ModuleDbContext
    {
        var header = http.Request.Headers[HeaderName];
        if (header.Count != 1 || string.IsNullOrWhiteSpace(header[0]))
        {
            return new(Problems.IdempotencyKeyMissing());
        }

        var key = header[0]!;
        if (key.Length > IdempotencyKey.MaxLength)
        {
            return new(Problems.IdempotencyKeyTooLong());
        }

        var caller = http.Caller();
        var hash = Hash(http.Request, command);
        var admitted = http.Features.Get<Admitted>();
        var outcome = await FindAsync(context, caller, key, hash, cancellationToken);
        if (outcome is null && admitted is not null && !await admitted.MayBeginAsync(cancellationToken))
        {
            outcome = new(Refusals.Backlogged(http));
        }

        for (var attempt = 1; outcome is null; attempt++)
        {
            try
            {
                outcome = await RunAsync(context, caller, key, hash, decide, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                // Somebody else was quicker with what it is about: decide again on what is true then.
                context.Forget();
                await Task.Delay(Backoff.After(attempt, FirstPause, LongestPause, Jitter), time, cancellationToken);
            }
        }

        admitted?.Leave(http.Request);
        return outcome;
    }

    private async Task<Outcome> RunAsync<TContext>(
        TContext context, string caller, string key, string hash, Func<CancellationToken, Task<Result<Answer>>> decide, CancellationToken cancellationToken)
        where TContext : ModuleDbContext
    {
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            if (await FindAsync(context, caller, key, hash, cancellationToken) is { } answered)
            {
                return answered;
            }

            var decision = await decide(cancellationToken);
            if (decision.Problem is { } problem)
            {
                return new(problem);
            }

            var answer = decision.Value!;
            var stored = new IdempotencyKey
            {
                Caller = caller,
                Key = key,
                RequestHash = hash,
                StatusCode = answer.StatusCode,
                Location = answer.Location,
                Body = JsonSerializer.Serialize(answer.Body, json.Value.SerializerOptions),
                CreatedAt = time.GetUtcNow(),
            };
            context.Add(stored);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new(new StoredAnswer(stored, isReplay: false));
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            // A twin was quicker: its answer is there now, or the clash was about something else.
            context.Forget();
            return await FindAsync(context, caller, key, hash, cancellationToken) ?? throw new InvalidOperationException("A unique key clashed.", exception);
        }
        catch (Exception exception) when (database.IsRowLockTimeout(exception))
        {
            return new(Problems.IdempotencyKeyInUse());
        }
    }

    private async Task<Outcome?> FindAsync<TContext>(
        TContext context, string caller, string key, string hash, CancellationToken cancellationToken)
        where TContext : ModuleDbContext
    {
        try
        {
            var stored = await context.Set<IdempotencyKey>().AsNoTracking()
                .FirstOrDefaultAsync(k => k.Caller == caller && k.Key == key, cancellationToken);
            return stored switch
            {
                null => null,
                _ when stored.RequestHash != hash => new(Problems.IdempotencyKeyReused()),
                _ => new(new StoredAnswer(stored, isReplay: true)),
            };
        }
        catch (Exception exception) when (database.IsRowLockTimeout(exception))
        {
            return new(Problems.IdempotencyKeyInUse()); // Where readers wait for writers, a twin is met here already.
        }
    }

    private string Hash(HttpRequest request, object command)
    {
        var canonical = $"{request.Method} {request.Path.Value}\n{JsonSerializer.Serialize(command, json.Value.SerializerOptions)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>A problem, or an answer that was stored now or before.</summary>
    public sealed record Outcome(IResult Result)
    {
        public StoredAnswer? Answer => Result as StoredAnswer;
    }
}
