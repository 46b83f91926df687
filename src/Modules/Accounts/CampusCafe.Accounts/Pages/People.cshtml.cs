using CampusCafe.Accounts.Accounts;
using CampusCafe.Accounts.Keys;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Accounts.Pages;

/// <summary>Who may sign in, and which programs have a key.</summary>
internal sealed class PeopleModel(
    AccountDesk desk, ApiKeys keys, IValidator<CreateAccount.Command> accountRules, IValidator<CreateKey.Command> keyRules, IActionLog actions, Texts texts, TimeProvider time)
    : ConsolePage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public bool IsDisabled { get; set; }

    [BindProperty]
    public string? Version { get; set; }

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public IReadOnlyList<KeyView> Keys { get; private set; } = [];

    public string? NewLink { get; private set; }

    public string? NewKey { get; private set; }

    public string? NewName { get; private set; }

    public string? WrongName { get; private set; }

    public string? WrongKeyName { get; private set; }

    private string Address => $"{Request.PathBase}{ConsolePaths.Root}/accounts";

    /// <summary>Nobody can have another.</summary>
    private bool IsName => new NameRules().Validate(Name ?? string.Empty).IsValid;

    public string HandlerOf(string handler) => $"{Address}?handler={handler}";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Accounts = [.. (await desk.ListAsync(cancellationToken)).Select(account => AccountView.Of(account, time.GetUtcNow()))];
        Keys = [.. (await keys.ListAsync(cancellationToken)).Select(KeyView.Of)];
    }

    public async Task<IActionResult> OnPostCreateAsync(CancellationToken cancellationToken)
    {
        if (!(await accountRules.ValidateAsync(new(Name, Role), cancellationToken)).IsValid)
        {
            return await WrongAsync(() => WrongName = texts["A name has 1 to {0} characters, neither begins nor ends with a space, and has no control characters.", AccountNames.MaxLength], cancellationToken);
        }

        AccountResult? made = null;
        await RecordAsync("account.create", Role, async () => made = await desk.CreateAsync(Name!, Role!, HttpContext.PersonName()), cancellationToken);
        return made!.Refusal is null
            ? await ShowLinkAsync(made, cancellationToken)
            : await WrongAsync(() => WrongName = texts["Another account bears this name."], cancellationToken);
    }

    public async Task<IActionResult> OnPostChangeAsync(CancellationToken cancellationToken)
    {
        if (Role is null || !Roles.All.Contains(Role))
        {
            return Refused(texts["There is no such role."], Address);
        }

        if (!IsName)
        {
            return Refused(texts["There is no such account."], Address);
        }

        AccountResult? changed = null;
        await RecordAsync(
            "account.change",
            $"{Role}, {(IsDisabled ? "disabled" : "enabled")}",
            async () => changed = await desk.ChangeAsync(Name!, Role, IsDisabled, Version ?? string.Empty, cancellationToken),
            cancellationToken);
        return changed!.Refusal switch
        {
            null => Done(texts["{0} is changed, from the next request on.", Name], Address),
            AccountRefusal.LastOperator => Refused(texts["This is the last operator: nobody could act any more. Make another operator first."], Address),
            AccountRefusal.Changed => Refused(texts["Somebody else has changed {0} meanwhile; below is how it is now.", Name], Address),
            _ => Refused(texts["There is no such account."], Address),
        };
    }

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken)
    {
        if (!IsName)
        {
            return Refused(texts["There is no such account."], Address);
        }

        AccountResult? renewed = null;
        await RecordAsync("account.link", note: null, async () => renewed = await desk.RenewLinkAsync(Name!, cancellationToken), cancellationToken);
        return renewed!.Refusal is null ? await ShowLinkAsync(renewed, cancellationToken) : Refused(texts["There is no such account."], Address);
    }

    public async Task<IActionResult> OnPostCreateKeyAsync(CancellationToken cancellationToken)
    {
        if (!(await keyRules.ValidateAsync(new(Name, Role), cancellationToken)).IsValid)
        {
            return await WrongAsync(() => WrongKeyName = texts["A name has 1 to {0} characters, neither begins nor ends with a space, and has no control characters.", AccountNames.MaxLength], cancellationToken);
        }

        await actions.RecordAsync(
            HttpContext,
            "api-key.create",
            Name!,
            async () => (NewKey = await keys.CreateAsync(Name!, Role!, HttpContext.PersonName(), cancellationToken)) is null ? ActionOutcome.Refused("name taken") : ActionOutcome.DoneWith(Role!),
            cancellationToken);
        if (NewKey is null)
        {
            return await WrongAsync(() => WrongKeyName = texts["Another key bears this name."], cancellationToken);
        }

        (NewName, Name) = (Name, null);
        await OnGetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken)
    {
        if (!IsName)
        {
            return Refused(texts["There is no such key."], Address);
        }

        (ApiKey Key, bool IsRevokedNow)? revoked = null;
        await actions.RecordAsync(
            HttpContext,
            "api-key.revoke",
            Name!,
            async () => (revoked = await keys.RevokeAsync(Name!, cancellationToken)) is { IsRevokedNow: true } ? ActionOutcome.Done : ActionOutcome.Refused("revoked before, or unknown"),
            cancellationToken);
        return revoked switch
        {
            null => Refused(texts["There is no such key."], Address),
            { IsRevokedNow: false } => Refused(texts["Somebody else has revoked {0} already.", Name], Address),
            _ => Done(texts["{0} is revoked.", Name], Address),
        };
    }

    /// <summary>Not after a redirect, as elsewhere: a secret doesn't belong into a cookie.</summary>
    private async Task<IActionResult> ShowLinkAsync(AccountResult result, CancellationToken cancellationToken)
    {
        NewLink = Links.ToPassword(Request, result.Account!.Id, result.LinkToken!);
        (NewName, Name) = (result.Account.Name, null);
        await OnGetAsync(cancellationToken);
        return Page();
    }

    private async Task<IActionResult> WrongAsync(Action say, CancellationToken cancellationToken)
    {
        say();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await OnGetAsync(cancellationToken);
        return Page();
    }

    private Task RecordAsync(string action, string? note, Func<Task<AccountResult>> act, CancellationToken cancellationToken) => actions.RecordAsync(
        HttpContext,
        action,
        Name!,
        async () => (await act()).Outcome is { IsDone: false } refused ? refused : new(IsDone: true, note),
        cancellationToken);
}
