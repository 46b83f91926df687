using System.Security.Claims;
using CampusCafe.Accounts.Access;
using CampusCafe.Accounts.Persistence;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Accounts.Accounts;

/// <summary>What a cookie says about a person, and whether that is still so.</summary>
internal sealed class AccountPrincipals : IUserClaimsPrincipalFactory<Account>
{
    /// <summary>Changes with the password and whenever all of a person's sessions are to end.</summary>
    private const string Stamp = "stamp";

    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(Of(user));

    /// <summary>Asks the database for each request: a new role, a disabled account and a new password count from the next one on.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var account = Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await context.HttpContext.RequestServices.GetRequiredService<AccountsDbContext>().Accounts
                .AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, context.HttpContext.RequestAborted)
            : null;
        if (account is { IsDisabled: false } && account.SecurityStamp == context.Principal!.FindFirstValue(Stamp))
        {
            context.ReplacePrincipal(Of(account));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    private static ClaimsPrincipal Of(Account account) => People.Principal(
        PersonKinds.Account,
        account.Name,
        account.Role,
        new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
        new Claim(Stamp, account.SecurityStamp ?? string.Empty));
}
