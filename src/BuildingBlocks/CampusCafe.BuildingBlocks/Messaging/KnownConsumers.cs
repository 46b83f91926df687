using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Settings for a consumer that there isn't stop the host: whoever wrote them believes that they count.</summary>
internal sealed class KnownConsumers(IEnumerable<ConsumerDefinition> consumers) : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        string[] known = [.. consumers.Select(consumer => consumer.Name).Order(StringComparer.Ordinal)];
        string[] failures =
        [
            .. options.Consumers.Keys.Except(known, StringComparer.OrdinalIgnoreCase).Select(unknown =>
                $"{MessagingOptions.Section}:{nameof(MessagingOptions.Consumers)}:{unknown}: there is no consumer of that name. The consumers are {string.Join(", ", known)}."),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
