using CampusCafe.Bakery.Contracts;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Queries;
using MediatR;

namespace CampusCafe.Kiosk.Conventions;

internal sealed class KioskConsumer : IConsumer
{
    public static string Name => "kiosk";
}

internal class UnsealedHandler : MessageHandler<KioskConsumer, BakeBread>
{
    protected override Task HandleAsync(BakeBread message, CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed record AskHeadline : IQuery<string>;

public sealed class PublicHandler : QueryHandler<AskHeadline, string>
{
    protected override Task<string> AnswerAsync(AskHeadline query, CancellationToken cancellationToken) => Task.FromResult("");
}

internal sealed record PaperSold : INotification;

internal static class SellPaper
{
    public sealed class Handler : INotificationHandler<PaperSold>
    {
        public Task Handle(PaperSold notification, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    internal sealed class RightHandler : INotificationHandler<PaperSold>
    {
        public Task Handle(PaperSold notification, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

// A message outside of Contracts has the same duties.
internal sealed record PaperPrinted(OrderId OrderId) : IEvent, IOrderMessage;
