using FluentValidation;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http;

public static class Validated
{
    /// <summary>The 422 problem that names the fields; null when all is well.</summary>
    public static IResult? Check<T>(this IValidator<T> validator, T request)
    {
        var result = validator.Validate(request);
        return result.IsValid ? null : Problems.Invalid(result);
    }
}
