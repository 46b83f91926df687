using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.Paging;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.DeadLetters;

/// <summary>
/// <c>POST /operations/dead-letters/redrive</c>: a selection at once, or all that fit in stages of 1, 5, 20, 100 and then
/// 500, of which the first with a failure is the last. A letter is redriven only while it is dead, so it needs no key.
/// </summary>
internal static class RedriveDeadLetters
{
    /// <summary>500: one stage.</summary>
    private const int MaxLetters = 500;

    /// <summary>As long as a message's type can be.</summary>
    private const int MaxType = 128;

    /// <summary>Either of the two.</summary>
    /// <param name="Letters">These, 1 to 500.</param>
    /// <param name="All">All dead ones that fit; <c>{}</c> for every one.</param>
    public sealed record Command(IReadOnlyList<Item?>? Letters, Filter? All) : IRecordedCommand
    {
        string IRecordedCommand.ActionSubject => All is null
            ? SubjectOf(Letters?.OfType<Item>().Select(item => new LetterId(item.Consumer ?? string.Empty, item.MessageId ?? Guid.Empty)) ?? [])
            : SubjectOf(All.Consumer, All.Letters);
    }

    /// <param name="Consumer">Whose letter.</param>
    /// <param name="MessageId">Which.</param>
    public sealed record Item(string? Consumer, Guid? MessageId);

    /// <param name="Consumer">Only this consumer's; null for any.</param>
    /// <param name="Type">Only messages of this wire name with version; null for any.</param>
    /// <param name="Key">Only this order's; null for any.</param>
    /// <param name="Text">Only with this somewhere in the payload or in the errors; null for any.</param>
    public sealed record Filter(string? Consumer, string? Type, string? Key = null, string? Text = null)
    {
        internal DeadLetterFilter Letters => new(Type, Key, Status: null, Text);
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(DeadLetterDesk desk)
        {
            var unknown = $"There is no such consumer; there are {string.Join(", ", desk.Consumers)}.";
            RuleFor(command => command.Letters)
                .Must((command, letters) => letters is null != command.All is null)
                .WithMessage("Send either letters or all.");
            RuleFor(command => command.Letters)
                .Must(letters => letters is null or { Count: >= 1 and <= MaxLetters })
                .WithMessage($"A selection has 1 to {MaxLetters} letters.");
            RuleForEach(command => command.Letters).NotNull().ChildRules(letter =>
            {
                letter.RuleFor(item => item!.Consumer).NotNull().Must(name => name is null || desk.IsConsumer(name)).WithMessage(unknown);
                letter.RuleFor(item => item!.MessageId).NotNull();
            });
            When(command => command.All is not null, () =>
            {
                RuleFor(command => command.All!.Consumer).Must(name => name is null || desk.IsConsumer(name)).WithMessage(unknown);
                RuleFor(command => command.All!.Type).Text(MaxType).When(command => command.All!.Type is not null);
                RuleFor(command => command.All!.Key).Text(Queries.MaxText).When(command => command.All!.Key is not null);
                RuleFor(command => command.All!.Text).Text(Queries.MaxText).When(command => command.All!.Text is not null);
            });
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/dead-letters/redrive", HandleAsync)
        .RequireOperator("dead-letters.redrive")
        .WithTags("Operations")
        .WithSummary("Have some or all dead letters handled once more, in stages (operators)")
        .Produces<RedriveReport>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>As the action log has it.</summary>
    public static string SubjectOf(IEnumerable<LetterId> letters) => string.Join(", ", letters.Select(letter => $"{letter.Consumer}/{letter.MessageId}"));

    /// <inheritdoc cref="SubjectOf(IEnumerable{LetterId})"/>
    public static string SubjectOf(string? consumer, DeadLetterFilter filter) =>
        string.Join(' ', new[] { "all", consumer, filter.Type, filter.Key, filter.Text }.OfType<string>());

    private static async Task<IResult> HandleAsync(
        Command command, IValidator<Command> validator, Redriving redriving, CancellationToken cancellationToken)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        if (command.All is { } all)
        {
            return TypedResults.Ok(await redriving.AllAsync(all.Consumer, all.Letters, cancellationToken));
        }

        LetterId[] letters = [.. command.Letters!.Select(item => new LetterId(item!.Consumer!, item.MessageId!.Value)).Distinct()];
        return TypedResults.Ok((await redriving.SelectedAsync(letters, cancellationToken)).Report);
    }
}
