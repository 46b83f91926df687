using System.Net.Mail;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using FluentValidation;

namespace CampusCafe.Ordering.Orders;

/// <summary>What a checkout must look like. Each message names its field as the JSON body does.</summary>
internal sealed class PlaceOrderValidator : AbstractValidator<PlaceOrder.Command>
{
    public PlaceOrderValidator()
    {
        RuleFor(command => command.Items).NotEmpty().WithMessage("An order has at least one line.");
        RuleFor(command => command.Items)
            .Must(items => items is not { Count: > CheckoutLimits.Lines })
            .WithMessage($"An order has at most {CheckoutLimits.Lines} lines.")
            .Must(HaveEachItemOnce)
            .WithMessage("Each item may have one line only: add up its quantities.");
        RuleForEach(command => command.Items).NotNull().SetValidator(new LineValidator()!);

        RuleFor(command => command.Customer).NotNull();
        When(command => command.Customer is not null, () =>
        {
            RuleFor(command => command.Customer!.Name).Text(CheckoutLimits.Name);
            RuleFor(command => command.Customer!.Email).Text(CheckoutLimits.Email).Must(BeAnEmail).WithMessage("This is not an e-mail address.");
        });

        RuleFor(command => command.ShipTo).NotNull();
        When(command => command.ShipTo is not null, () =>
        {
            RuleFor(command => command.ShipTo!.Recipient).Text(CheckoutLimits.Name);
            RuleFor(command => command.ShipTo!.Line1).Text(CheckoutLimits.AddressLine);
            RuleFor(command => command.ShipTo!.City).Text(CheckoutLimits.City);
            RuleFor(command => command.ShipTo!.PostalCode).Text(CheckoutLimits.PostalCode);
            RuleFor(command => command.ShipTo!.Country)
                .Must(country => country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
                .WithMessage("A country is two capital letters, as in ISO 3166-1: JP.");
        });

        RuleFor(command => command.Payment).NotNull();
        When(command => command.Payment is not null, () =>
            RuleFor(command => command.Payment!.PaymentMethod).Text(CheckoutLimits.PaymentMethod));
    }

    private static bool HaveEachItemOnce(IReadOnlyList<PlaceOrder.Line?>? items)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        return items is null || items.All(line => line?.ItemId is null || seen.Add(line.ItemId));
    }

    /// <summary>Something before the @, a domain with a dot behind it, and nothing else.</summary>
    private static bool BeAnEmail(string? email) =>
        email is null
        || (MailAddress.TryCreate(email, out var address) && address.Address == email && address.Host.Contains('.', StringComparison.Ordinal));

    private sealed class LineValidator : AbstractValidator<PlaceOrder.Line>
    {
        public LineValidator()
        {
            RuleFor(line => line.ItemId).Text(ItemId.MaxLength);
            RuleFor(line => line.Quantity).NotNull().InclusiveBetween(1, CheckoutLimits.Quantity);
        }
    }
}
