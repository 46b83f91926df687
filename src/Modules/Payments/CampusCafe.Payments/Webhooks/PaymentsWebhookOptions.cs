using System.ComponentModel.DataAnnotations;

namespace CampusCafe.Payments.Webhooks;

/// <summary>Section <c>Payments:Webhooks</c>.</summary>
internal sealed class PaymentsWebhookOptions
{
    public const string Section = "Payments:Webhooks";

    /// <summary>What the provider signs its webhooks with (at Stripe: <c>whsec_…</c>).</summary>
    [Required(ErrorMessage = "Payments:Webhooks:Secret must be set.")]
    public string Secret { get; set; } = string.Empty;
}
