namespace CampusCafe.UnitTests.Sagas.Search;

internal static class Trace
{
    /// <summary>A violation and the way to it, to be read by people.</summary>
    public static string Of(string violation, IEnumerable<string> steps, World end)
    {
        var (saga, provider, carrier) = (end.Saga, end.Provider, end.Carrier);
        string[] lines =
        [
            violation,
            .. steps.Select((step, index) => $"{index + 1,3}. {step}"),
            $"     saga {saga.State} because {saga.Cause}, goods {saga.Goods}, attention {saga.Attention}",
            $"     legs: stock {saga.Stock}, payment {saga.Payment}, shipment {saga.Shipment}",
            $"     hold {end.Hold}, payment {end.Payment}, shipment {end.Shipment}",
            $"     provider: authorize {provider.Authorize}, capture {provider.Capture}, void {provider.Void}, refund {provider.Refund}",
            $"     carrier: create {carrier.Create}, dispatch {carrier.Dispatch}, cancel {carrier.Cancel}, goods {carrier.Parcel}",
        ];
        return string.Join(Environment.NewLine, lines);
    }
}
