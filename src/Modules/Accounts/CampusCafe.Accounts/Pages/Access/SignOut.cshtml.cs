using CampusCafe.Accounts.Accounts;
using CampusCafe.BuildingBlocks.Console;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Accounts.Pages;

[AllowAnonymous]
internal sealed class SignOutModel(SigningIn signingIn) : ConsolePage
{
    protected override bool ViewersMaySend => true;

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync()
    {
        await signingIn.SignOutAsync();
        return Redirect(Request.PathBase + ConsolePaths.SignOut);
    }
}
