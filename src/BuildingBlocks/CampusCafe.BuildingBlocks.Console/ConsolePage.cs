using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CampusCafe.BuildingBlocks.Console;

/// <summary>A page of the console. Looking is for viewers, everything that is sent for operators, unless a page says otherwise.</summary>
public abstract class ConsolePage : PageModel
{
    private const string MessageKey = "message";
    private const string RefusalKey = "refusal";

    public bool MayAct => User.IsInRole(Roles.Operator);

    /// <summary>What came of what was done on the page before; shown once.</summary>
    public string? Said => TempData[MessageKey] as string;

    /// <summary>Why nothing was done; shown once.</summary>
    public string? Refusal => TempData[RefusalKey] as string;

    /// <summary>Whether only a part of the page is asked for, to be put in place.</summary>
    public bool IsPart => Request.Headers.ContainsKey("HX-Request");

    /// <summary>Whether whoever only looks may send this page's forms, too: those about himself.</summary>
    protected virtual bool ViewersMaySend => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerMethod is null)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed); // There is nothing to show without one.
            return;
        }

        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method) && !ViewersMaySend && !MayAct)
        {
            context.Result = new ForbidResult(AccessSchemes.Console);
            return;
        }

        await next();
    }

    /// <summary>Back to a page, which says what came of it.</summary>
    protected RedirectResult Done(string message, string? to = null)
    {
        TempData[MessageKey] = message;
        return Redirect(to ?? Here);
    }

    /// <summary>Back to a page, which says why nothing was done.</summary>
    protected RedirectResult Refused(string why, string? to = null)
    {
        TempData[RefusalKey] = why;
        return Redirect(to ?? Here);
    }

    /// <summary>This page, with what it was asked for but without what was sent.</summary>
    protected string Here => $"{Request.PathBase}{Request.Path}{Request.QueryString}";
}
