using CampusCafe.Accounts.Accounts;
using CampusCafe.BuildingBlocks.Console;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Accounts.Pages;

[AllowAnonymous]
internal sealed class SignInModel(SigningIn signingIn, Texts texts) : ConsolePage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The same for everything that can be wrong.</summary>
    public string? Wrong { get; private set; }

    protected override bool ViewersMaySend => true;

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await signingIn.TryAsync(Bounded(Name, AccountNames.MaxLength), Bounded(Password, AccountNames.MaxPassword), cancellationToken))
        {
            return Redirect(LocalUrl.OrHome(HttpContext, ReturnUrl));
        }

        Wrong = texts["Name or password is wrong, or the account is locked or disabled."];
        return Page();
    }

    /// <summary>Hashing what is longer would only cost time.</summary>
    private static string Bounded(string? text, int length) => text is null ? string.Empty : text[..Math.Min(text.Length, length)];
}
