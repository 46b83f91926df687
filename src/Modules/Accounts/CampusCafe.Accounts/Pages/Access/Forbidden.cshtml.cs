using CampusCafe.BuildingBlocks.Console;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.Accounts.Pages;

[AllowAnonymous]
internal sealed class ForbiddenModel : ConsolePage
{
    public void OnGet() => Response.StatusCode = StatusCodes.Status403Forbidden;
}
