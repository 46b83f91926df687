using System.Text.Json;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Receives webhooks: signature and time checked, each event dealt with once, 2xx only after the commit.</summary>
public sealed class WebhookInbox(IServiceScopeFactory scopes, IDatabase database, TimeProvider time)
{
    /// <summary>Runs <paramref name="handle"/> in one transaction together with the note that the event has been dealt with.</summary>
    public async Task<IResult> ReceiveAsync<TContext>(
        HttpContext http,
        string signatureHeader,
        string secret,
        Func<TContext, JsonElement, CancellationToken, Task> handle,
        CancellationToken cancellationToken)
        where TContext : ModuleDbContext
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, cancellationToken);
        var body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (!WebhookSignature.IsValid(http.Request.Headers[signatureHeader], body.Span, secret, time.GetUtcNow()))
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest, "webhook-signature", "The signature is not valid", $"{signatureHeader} is missing, wrong or too old.");
        }

        using var payload = Parse(body);
        if (payload is null || EventIdOf(payload.RootElement) is not { } eventId)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "webhook-payload", "Not an event", "The body must be a JSON object with an id.");
        }

        try
        {
            await scopes.InTransactionAsync<TContext, bool>(
                (services, context) => HandleOnceAsync(services, context, eventId, payload.RootElement, handle, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            // A twin was quicker, and has committed.
        }

        return TypedResults.NoContent();
    }

    private async Task<bool> HandleOnceAsync<TContext>(
        IServiceProvider services,
        TContext context,
        string eventId,
        JsonElement payload,
        Func<TContext, JsonElement, CancellationToken, Task> handle,
        CancellationToken cancellationToken)
        where TContext : ModuleDbContext
    {
        if (await context.Set<WebhookEvent>().AnyAsync(e => e.Id == eventId, cancellationToken))
        {
            return false;
        }

        services.GetRequiredService<CurrentMessage>().Set(eventId, causationId: null);
        context.Add(new WebhookEvent { Id = eventId, ReceivedAt = time.GetUtcNow() });
        await handle(context, payload, cancellationToken);
        return true;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null; // The caller answers 400: signed, but no JSON.
        }
    }

    private static string? EventIdOf(JsonElement payload) =>
        payload.TextAt("id") is { Length: > 0 and <= MessagingModel.KeyLength } eventId ? eventId : null;
}
