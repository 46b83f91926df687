using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Accounts.Accounts;

/// <summary><c>PATCH /operations/accounts/{name}</c>: a new role, or in or out. Counts from the person's next request on.</summary>
internal static class ChangeAccount
{
    /// <param name="Role">viewer or operator; null to leave it.</param>
    /// <param name="IsDisabled">true keeps the person out; null to leave it.</param>
    /// <param name="Version">The account's when it was looked at: refused if it has changed since. Null to change it whatever it is.</param>
    public sealed record Command(string? Role, bool? IsDisabled, string? Version) : IRecordedCommand
    {
        string? IRecordedCommand.ActionNote => string.Join(", ", new[] { Role, IsDisabled switch { true => "disabled", false => "enabled", null => null } }.OfType<string>());
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Role).Role().When(command => command.Role is not null);
            RuleFor(command => command.Role).Must((command, role) => role is not null || command.IsDisabled is not null)
                .WithMessage("Send a role, isDisabled, or both.");
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/operations/accounts/{name}", HandleAsync)
        .RequireOperator("account.change")
        .WithTags("Accounts")
        .WithSummary("Change a person's role, or keep the person out (operators)")
        .Produces<AccountView>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        string name, Command command, IValidator<Command> validator, AccountDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        var changed = await desk.ChangeAsync(name, command.Role, command.IsDisabled, command.Version, cancellationToken);
        return changed.Refusal is { } refusal ? AccountRefusals.Of(refusal, name) : TypedResults.Ok(AccountView.Of(changed.Account!, time.GetUtcNow()));
    }
}
