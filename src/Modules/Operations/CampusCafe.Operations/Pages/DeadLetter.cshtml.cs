using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.DeadLetters;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>Why a consumer gave a message up, and whether it shall try again.</summary>
internal sealed class DeadLetterModel(
    DeadLetterDesk desk, Redriving redriving, IValidator<DiscardDeadLetter.Command> validator, IActionLog actions, Texts texts) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Consumer { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public string? WrongReason { get; private set; }

    public Letter Letter { get; private set; } = null!;

    private string Address => Links.To(Request, $"messages/dead/{Uri.EscapeDataString(Consumer!)}/{Uri.EscapeDataString(Id!)}");

    public string HandlerOf(string handler) => $"{Address}?handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Id, out var id) || Consumer is null || await desk.FindAsync(new LetterId(Consumer, id), cancellationToken) is not { } letter)
        {
            return NotFound();
        }

        Letter = Letter.Of(letter);
        return Page();
    }

    public async Task<IActionResult> OnPostRedriveAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Id, out var id) || Consumer is null)
        {
            return NotFound();
        }

        RedriveReport? report = null;
        DeadLetterStatus? was = null;
        await actions.RecordAsync(
            HttpContext,
            "dead-letter.redrive",
            $"{Consumer}/{id}",
            async () =>
            {
                (report, var statuses) = await redriving.SelectedAsync([new LetterId(Consumer, id)], cancellationToken);
                was = statuses.Values.Cast<DeadLetterStatus?>().SingleOrDefault();
                return was is DeadLetterStatus.Dead ? ActionOutcome.DoneWith(report.FailedAgain > 0 ? "failed again" : "redriven") : ActionOutcome.Refused(report.Reason);
            },
            cancellationToken);
        return (was, report) switch
        {
            (DeadLetterStatus.Dead, { FailedAgain: > 0 }) => Refused(texts["It failed again: the last error is new."], Address),
            (DeadLetterStatus.Dead, { Unsettled: > 0 }) => Done(texts["It is being handled."], Address),
            (DeadLetterStatus.Dead, _) => Done(texts["It was handled: the dead letter is gone."], Links.To(Request, "messages", ("state", "dead"))),
            (DeadLetterStatus.Redriving, _) => Refused(texts["Somebody else is redriving it."], Address),
            (DeadLetterStatus.Discarded, _) => Refused(texts["Somebody else has discarded it."], Address),
            _ => Refused(texts["It isn't there any more: it was handled meanwhile."], Links.To(Request, "messages", ("state", "dead"))),
        };
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Id, out var id) || Consumer is null)
        {
            return NotFound();
        }

        if (!(await validator.ValidateAsync(new DiscardDeadLetter.Command(Reason), cancellationToken)).IsValid)
        {
            WrongReason = texts["A reason has 1 to {0} characters.", DeadLetter.MaxReasonLength];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await OnGetAsync(cancellationToken);
        }

        DeadLetterStatus? was = null;
        await actions.RecordAsync(
            HttpContext,
            "dead-letter.discard",
            $"{Consumer}/{id}",
            async () =>
            {
                was = await desk.DiscardAsync(new LetterId(Consumer, id), Reason!, cancellationToken);
                return was is DeadLetterStatus.Dead ? ActionOutcome.DoneWith(Reason!) : ActionOutcome.Refused($"it was {was?.ToString() ?? "not there"}");
            },
            cancellationToken);
        return was switch
        {
            DeadLetterStatus.Dead => Done(texts["It is discarded."], Address),
            DeadLetterStatus.Redriving => Refused(texts["Somebody else is redriving it."], Address),
            DeadLetterStatus.Discarded => Refused(texts["Somebody else has discarded it."], Address),
            _ => Refused(texts["It isn't there any more: it was handled meanwhile."], Links.To(Request, "messages", ("state", "dead"))),
        };
    }
}
