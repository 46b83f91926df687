using System.Net;
using Microsoft.Extensions.Http;
using Polly.Timeout;

namespace CampusCafe.Testing.Simulation;

/// <summary>
/// The way between the shop and its providers: loses requests, loses answers, sends twice, comes too late; and while a
/// call is under way, the rest of the shop goes on.
/// </summary>
internal sealed class Network(Random random, SimulatedClock clock, Action<string> note)
{
    /// <summary>A third of all exchanges goes wrong.</summary>
    private const double Trouble = 0.33;

    private enum Fate
    {
        Refused,
        RequestLost,
        AnswerLost,
        TooLateAndUndone,
        TooLateAndDone,
        FailedAndUndone,
        FailedAndDone,
        SentTwice,
    }

    /// <summary>Off, everything arrives.</summary>
    public bool IsBad { get; set; } = true;

    /// <summary>What happens elsewhere while a request or its answer is on the way.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public IHttpMessageHandlerBuilderFilter Filter => new Way(this);

    private async Task<HttpResponseMessage> CarryAsync(HttpRequestMessage request, Func<Task<HttpResponseMessage>> send)
    {
        if (!IsBad)
        {
            return await send();
        }

        await Meanwhile();
        var answer = random.NextDouble() < Trouble ? await CarryBadlyAsync(random.Draw<Fate>(), request, send) : await send();
        await Meanwhile();
        return answer;
    }

    private async Task<HttpResponseMessage> CarryBadlyAsync(Fate fate, HttpRequestMessage request, Func<Task<HttpResponseMessage>> send)
    {
        note($"  {request.Method} {fate}");
        if (fate is Fate.AnswerLost or Fate.TooLateAndDone or Fate.FailedAndDone or Fate.SentTwice)
        {
            (await send()).Dispose();
        }

        switch (fate)
        {
            case Fate.TooLateAndUndone or Fate.TooLateAndDone:
                clock.Advance(TimeSpan.FromSeconds(1));
                throw new TimeoutRejectedException();
            case Fate.FailedAndUndone or Fate.FailedAndDone:
                return new HttpResponseMessage(HttpStatusCode.InternalServerError) { RequestMessage = request };
            case Fate.SentTwice:
                return await send();
            case Fate.Refused:
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            default:
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }
    }

    private sealed class Way(Network network) : DelegatingHandler, IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Add(new Way(network));
        };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            network.CarryAsync(request, () => base.SendAsync(request, cancellationToken));
    }
}
