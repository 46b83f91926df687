namespace CampusCafe.Simulators.Payments;

/// <summary>The wire shape of a page. See https://docs.stripe.com/api/pagination.</summary>
internal sealed record ListView<T>(string Object, IReadOnlyList<T> Data, bool HasMore, string Url)
{
    /// <summary>A page of <paramref name="limit"/> rows; one row more than that says that there is a next page.</summary>
    public static ListView<T> Of(IReadOnlyList<T> rows, int limit, string url) =>
        new("list", [.. rows.Take(limit)], rows.Count > limit, url);
}
