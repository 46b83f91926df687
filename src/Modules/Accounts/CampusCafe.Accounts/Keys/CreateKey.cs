using CampusCafe.Accounts.Accounts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Accounts.Keys;

/// <summary><c>POST /operations/api-keys</c>. Names are unique, so it needs no key of idempotency: whoever lost the answer revokes that one and makes another.</summary>
internal static class CreateKey
{
    /// <param name="Name">1 to 64 characters.</param>
    /// <param name="Role">viewer or operator.</param>
    public sealed record Command(string? Name, string? Role) : IRecordedCommand
    {
        string? IRecordedCommand.ActionSubject => Name;

        string? IRecordedCommand.ActionNote => Role;
    }

    /// <param name="Name">As the action log will have it.</param>
    /// <param name="Role">viewer or operator.</param>
    /// <param name="Key">What to send in <c>X-Api-Key</c>. Shown only now.</param>
    public sealed record Created(string Name, string Role, string Key);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Name).AccountName();
            RuleFor(command => command.Role).Role();
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/api-keys", HandleAsync)
        .RequireOperator("api-key.create")
        .WithTags("Accounts")
        .WithSummary("A key for a program, shown once (operators)")
        .Produces<Created>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Command command, HttpContext http, IValidator<Command> validator, ApiKeys keys, CancellationToken cancellationToken)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        return await keys.CreateAsync(command.Name!, command.Role!, http.PersonName(), cancellationToken) is { } key
            ? TypedResults.Created((string?)null, new Created(command.Name!, command.Role!, key))
            : AccountRefusals.Of(AccountRefusal.NameTaken, command.Name!);
    }
}
