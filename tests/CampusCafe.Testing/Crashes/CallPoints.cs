using Microsoft.Extensions.Http;

namespace CampusCafe.Testing.Crashes;

/// <summary>Every request to a provider is a point, right in front of the wire.</summary>
internal sealed class CallPoints(PowerSwitch power) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var point = await power.BeforeAsync();
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await power.AfterAsync(point);
            return response;
        }
        catch (PowerCutException)
        {
            response.Dispose();
            throw;
        }
    }

    internal sealed class Filter(PowerSwitch power) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Add(new CallPoints(power));
        };
    }
}
