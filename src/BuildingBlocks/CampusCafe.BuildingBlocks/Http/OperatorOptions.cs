using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Section <c>Operators</c>.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>What operators send as <c>X-Api-Key</c>. May only be absent in Development.</summary>
    [MinLength(16, ErrorMessage = "Operators:ApiKey must have at least 16 characters.")]
    public string? ApiKey { get; set; }
}
