using CampusCafe.BuildingBlocks.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Http.Access;

/// <summary>Around a route that changes something: the action log has it before it is done, and what came of it afterwards.</summary>
internal sealed class RecordedRoute(string action) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var command = context.Arguments.OfType<IRecordedCommand>().FirstOrDefault();
        var subject = command?.ActionSubject ?? string.Join('/', http.Request.RouteValues.Values);
        object? answer = null;
        await http.RequestServices.GetRequiredService<IActionLog>().RecordAsync(
            http,
            action,
            subject,
            async () => OutcomeOf(answer = await next(context), command),
            http.RequestAborted);
        return answer;
    }

    private static ActionOutcome OutcomeOf(object? answer, IRecordedCommand? command) => Inner(answer) switch
    {
        IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest } refused =>
            ActionOutcome.Refused((refused as IValueHttpResult)?.Value is Microsoft.AspNetCore.Mvc.ProblemDetails problem ? problem.Detail ?? problem.Title : null),
        StoredAnswer { IsReplay: true } => ActionOutcome.DoneWith("done before; the answer was repeated"),
        IValueHttpResult { Value: IRecordedAnswer told } => ActionOutcome.DoneWith(told.ActionNote),
        _ => new(IsDone: true, command?.ActionNote),
    };

    private static object? Inner(object? answer) => answer is INestedHttpResult nested ? nested.Result : answer;
}
