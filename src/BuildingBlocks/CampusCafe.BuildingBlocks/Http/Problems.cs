using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Every error that the API answers with: RFC 9457, a type per kind.</summary>
public static class Problems
{
    /// <summary>Before the kind, in every problem's <c>type</c>.</summary>
    public const string TypePrefix = "urn:campuscafe:problem:";

    public static ProblemHttpResult Of(int status, string kind, string title, string detail) =>
        TypedResults.Problem(statusCode: status, type: TypePrefix + kind, title: title, detail: detail);

    public static ProblemHttpResult NotFound(string what, string id) =>
        Of(StatusCodes.Status404NotFound, "not-found", "Not found", $"There is no {what} {id}.");

    /// <summary>422 with each field's messages, named as in the JSON body.</summary>
    public static ProblemHttpResult Invalid(ValidationResult result) => Invalid(
        result.Errors.GroupBy(error => CamelCase(error.PropertyName)).ToDictionary(g => g.Key, g => g.Select(error => error.ErrorMessage).ToArray()));

    public static ProblemHttpResult Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static ProblemHttpResult IdempotencyKeyMissing() => Of(
        StatusCodes.Status400BadRequest,
        "idempotency-key-missing",
        "Idempotency-Key is missing",
        "Send one Idempotency-Key header with a value of your own, and the same value when you repeat the request.");

    public static ProblemHttpResult IdempotencyKeyTooLong() => Of(
        StatusCodes.Status400BadRequest,
        "idempotency-key-too-long",
        "Idempotency-Key is too long",
        $"An Idempotency-Key has at most {IdempotencyKey.MaxLength} characters.");

    public static ProblemHttpResult IdempotencyKeyReused() => Of(
        StatusCodes.Status422UnprocessableEntity,
        "idempotency-key-reused",
        "Idempotency-Key was used for something else",
        "This key belongs to a request with another body. Repeat that body, or take a new key.");

    public static ProblemHttpResult IdempotencyKeyInUse() => Of(
        StatusCodes.Status409Conflict,
        "idempotency-key-in-use",
        "The first request with this key is still running",
        "Repeat the request with the same key in a moment.");

    /// <summary>503, and when to come again.</summary>
    public static ProblemHttpResult DatabaseUnavailable(HttpContext http)
    {
        const string AfterSeconds = "2";
        http.Response.Headers.RetryAfter = AfterSeconds;
        return TypedResults.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable,
            type: TypePrefix + "database-unavailable",
            title: "The database can't be used right now",
            detail: "Nothing has been changed. Repeat the request with the same Idempotency-Key in a moment.");
    }

    private static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => TypedResults.Problem(new HttpValidationProblemDetails(errors)
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Type = TypePrefix + "validation",
        Title = "The request can't be accepted",
        Detail = string.Join(" ", errors.SelectMany(field => field.Value.Select(message => $"{field.Key}: {message}"))),
    });

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
