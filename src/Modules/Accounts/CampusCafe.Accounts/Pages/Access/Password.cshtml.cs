using CampusCafe.Accounts.Accounts;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Operations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Accounts.Pages;

/// <summary>Where the link leads that an operator hands over.</summary>
[AllowAnonymous]
internal sealed class PasswordModel(AccountDesk desk, IActionLog actions, Texts texts) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public bool IsUsed { get; private set; }

    public string? WrongPassword { get; private set; }

    protected override bool ViewersMaySend => true;

    public void OnGet() => IsUsed = !Guid.TryParse(Account, out _) || string.IsNullOrEmpty(Token);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        OnGet();
        WrongPassword = NewPassword.WrongWith(Password, Again, texts);
        if (IsUsed || WrongPassword is not null)
        {
            return Page();
        }

        // Looked at first: whoever has no link writes nothing into the log.
        var id = Guid.Parse(Account!);
        if (!await desk.IsLinkGoodAsync(id, Token!, cancellationToken))
        {
            IsUsed = true;
            return Page();
        }

        AccountResult? set = null;
        await actions.RecordAsync(
            HttpContext,
            "account.password",
            id.ToString(),
            async () =>
            {
                set = await desk.SetPasswordAsync(id, Token!, Password!, cancellationToken);
                return set.Account is { } account ? ActionOutcome.DoneWith(account.Name) : set.Outcome;
            },
            cancellationToken);
        IsUsed = set!.Refusal is not null;
        return IsUsed ? Page() : Done(texts["The password is set. Sign in with it."], Request.PathBase + ConsolePaths.SignIn);
    }
}
