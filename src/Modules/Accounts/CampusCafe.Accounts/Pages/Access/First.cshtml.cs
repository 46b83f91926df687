using CampusCafe.Accounts.Accounts;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Operations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Accounts.Pages;

/// <summary>Where the link leads that a host without an operator prints.</summary>
[AllowAnonymous]
internal sealed class FirstModel(FirstOperator first, AccountDesk desk, SigningIn signingIn, IActionLog actions, Texts texts) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public bool IsUsed { get; private set; }

    public string? WrongName { get; private set; }

    public string? WrongPassword { get; private set; }

    protected override bool ViewersMaySend => true;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        IsUsed = first.Read(Token) is null || await desk.IsThereAnOperatorAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        WrongName = new NameRules().Validate(Name ?? string.Empty).IsValid
            ? null
            : texts["A name has 1 to {0} characters, neither begins nor ends with a space, and has no control characters.", AccountNames.MaxLength];
        WrongPassword = NewPassword.WrongWith(Password, Again, texts);
        if (IsUsed || WrongName is not null || WrongPassword is not null)
        {
            return Page();
        }

        AccountResult? made = null;
        await actions.RecordAsync(
            HttpContext,
            "account.first",
            Name!,
            async () => (made = await desk.CreateFirstAsync(first.Read(Token)!.Value, Name!, Password!, cancellationToken)).Outcome,
            cancellationToken);
        switch (made!.Refusal)
        {
            case AccountRefusal.NameTaken:
                WrongName = texts["Another account bears this name."];
                return Page();
            case not null:
                IsUsed = true;
                return Page();
            default:
                await signingIn.TryAsync(Name!, Password!, cancellationToken);
                return Redirect(LocalUrl.OrHome(HttpContext, url: null));
        }
    }
}
