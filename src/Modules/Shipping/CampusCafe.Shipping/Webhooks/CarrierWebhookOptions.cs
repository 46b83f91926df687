using System.ComponentModel.DataAnnotations;

namespace CampusCafe.Shipping.Webhooks;

/// <summary>Section <c>Shipping:Webhooks</c>.</summary>
internal sealed class CarrierWebhookOptions
{
    public const string Section = "Shipping:Webhooks";

    /// <summary>What the carrier signs its webhooks with.</summary>
    [Required(ErrorMessage = "Shipping:Webhooks:Secret must be set.")]
    public string Secret { get; set; } = string.Empty;
}
