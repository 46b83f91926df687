using FluentValidation;

namespace CampusCafe.BuildingBlocks.Http;

public static class TextRules
{
    /// <summary>Present, not blank, not over-long, and without control characters.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int maxLength) => rule
        .NotEmpty()
        .MaximumLength(maxLength)
        .Must(text => text is null || !text.Any(char.IsControl))
        .WithMessage("Control characters are not allowed.");
}
