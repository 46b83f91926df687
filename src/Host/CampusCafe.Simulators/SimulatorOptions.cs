using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CampusCafe.Simulators;

/// <summary>Configuration section <c>Simulators</c>.</summary>
public sealed class SimulatorOptions
{
    public const string Section = "Simulators";

    /// <summary>Read by the shop's host only: whether it runs the simulators beside itself.</summary>
    public bool Enabled { get; set; }

    /// <summary>Where the simulators listen. Port 0 takes a free one.</summary>
    [HttpAddress(HttpOnly = true, ErrorMessage = "Simulators:Url must be an absolute http address, for example http://localhost:5090.")]
    public string Url { get; set; } = "http://localhost:5090";

    /// <summary>
    /// Base address of the shop. It is read at each try, so it may be set after the start; while it is null, webhooks wait.
    /// </summary>
    [HttpAddress(ErrorMessage = "Simulators:WebhookUrl must be an absolute http(s) address, for example http://localhost:5080.")]
    public string? WebhookUrl { get; set; }

    /// <summary>Folder of <c>simulators.db</c>; created when missing.</summary>
    [Required(ErrorMessage = "Simulators:Folder must name a folder.")]
    public string Folder { get; set; } = "data";

    /// <summary>Multiplies every artificial delay: late answers, delivery, the webhooks' back-off. 1 is real time.</summary>
    [Range(0.001, 1000, ErrorMessage = "Simulators:TimeScale must be between 0.001 and 1000.")]
    public double TimeScale { get; set; } = 1.0;

    /// <summary>How long each provider takes for any request, before <see cref="TimeScale"/>: network and work of the real ones.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "Simulators:Latency must be between 00:00:00 and 00:01:00.")]
    public TimeSpan Latency { get; set; }

    /// <summary>From dispatch to delivery, before <see cref="TimeScale"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Simulators:DeliveredAfter must be between 00:00:00 and 30.00:00:00.")]
    public TimeSpan DeliveredAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Makes the fault mode <c>flaky</c> repeatable; null draws anew at each start.</summary>
    public int? RandomSeed { get; set; }

    [Required(ErrorMessage = "Simulators:PaymentsApiKey must not be empty.")]
    public string PaymentsApiKey { get; set; } = "sk_test_campuscafe";

    [Required(ErrorMessage = "Simulators:CarrierApiKey must not be empty.")]
    public string CarrierApiKey { get; set; } = "carrier_test_campuscafe";

    [Required(ErrorMessage = "Simulators:PaymentsWebhookSecret must not be empty.")]
    public string PaymentsWebhookSecret { get; set; } = "whsec_campuscafe_payments";

    [Required(ErrorMessage = "Simulators:CarrierWebhookSecret must not be empty.")]
    public string CarrierWebhookSecret { get; set; } = "whsec_campuscafe_carrier";

    internal TimeSpan Scaled(TimeSpan delay) => delay * TimeScale;

    public void Validate()
    {
        List<ValidationResult> failures = [];
        if (!Validator.TryValidateObject(this, new ValidationContext(this), failures, validateAllProperties: true))
        {
            throw new OptionsValidationException(Section, typeof(SimulatorOptions), failures.Select(static f => f.ErrorMessage!));
        }
    }
}
