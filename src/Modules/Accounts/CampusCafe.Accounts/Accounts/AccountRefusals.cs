using CampusCafe.BuildingBlocks.Http;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.Accounts.Accounts;

internal static class AccountRefusals
{
    public static IResult Of(AccountRefusal refusal, string name) => refusal switch
    {
        AccountRefusal.Unknown => Problems.NotFound("account", name),
        AccountRefusal.NameTaken => Problems.Of(
            StatusCodes.Status409Conflict, "name-taken", "The name is taken", "Another account or key bears this name."),
        AccountRefusal.Changed => Problems.Of(
            StatusCodes.Status409Conflict, "account-changed", "The account was changed meanwhile", "Somebody else has changed it since it was looked at. Look at it again."),
        AccountRefusal.LastOperator => Problems.Of(
            StatusCodes.Status409Conflict, "last-operator", "This is the last operator", "Nobody could act any more, nor undo this. Make another operator first."),
        _ => Problems.Of(
            StatusCodes.Status410Gone, "link-used", "The link can't be used", "It has been followed already, has run out, or was never one. Ask an operator for another."),
    };
}
