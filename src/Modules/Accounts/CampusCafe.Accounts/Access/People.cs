using System.Security.Claims;

namespace CampusCafe.Accounts.Access;

internal static class People
{
    /// <param name="kind">One of <see cref="CampusCafe.BuildingBlocks.Http.Access.PersonKinds"/>.</param>
    /// <param name="name">As the action log has it.</param>
    /// <param name="role">One of <see cref="CampusCafe.BuildingBlocks.Http.Access.Roles"/>.</param>
    /// <param name="more">Further claims.</param>
    public static ClaimsPrincipal Principal(string kind, string name, string role, params IEnumerable<Claim> more) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, role), .. more], kind));
}
