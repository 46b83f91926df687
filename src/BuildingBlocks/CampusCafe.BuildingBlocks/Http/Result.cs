using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>A value, or the problem that stands in its way: refusing is no exception.</summary>
public readonly record struct Result<T>(T? Value, IResult? Problem)
    where T : class
{
    public static implicit operator Result<T>(T value) => FromValue(value);

    public static Result<T> FromValue(T value) => new(value, null);

    public static Result<T> Refuse(IResult problem) => new(null, problem);
}
