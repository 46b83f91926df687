using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Accounts.Accounts;

/// <summary><c>POST /operations/accounts</c>: an account without a password, and the link by which its person chooses one. Names are unique, so it needs no key.</summary>
internal static class CreateAccount
{
    /// <param name="Name">1 to 64 characters.</param>
    /// <param name="Role">viewer or operator.</param>
    public sealed record Command(string? Name, string? Role) : IRecordedCommand
    {
        string? IRecordedCommand.ActionSubject => Name;

        string? IRecordedCommand.ActionNote => Role;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Name).AccountName();
            RuleFor(command => command.Role).Role();
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/accounts", HandleAsync)
        .RequireOperator("account.create")
        .WithTags("Accounts")
        .WithSummary("Let a person sign in: answers with a one-time link for the password (operators)")
        .Produces<AccountWithLink>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Command command, HttpContext http, IValidator<Command> validator, AccountDesk desk, TimeProvider time)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        var created = await desk.CreateAsync(command.Name!, command.Role!, http.PersonName());
        return created.Refusal is { } refusal
            ? AccountRefusals.Of(refusal, command.Name!)
            : TypedResults.Created(
                (string?)null,
                new AccountWithLink(
                    AccountView.Of(created.Account!, time.GetUtcNow()), Links.ToPassword(http.Request, created.Account!.Id, created.LinkToken!)));
    }
}
