using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.IntegrationTests.Journeys;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Ordering.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>Whatever people, providers and errors are called: it is text.</summary>
public sealed class HostileTests(InChromium chromium, HostileTests.Infested infested) : BrowserTest(chromium), IClassFixture<HostileTests.Infested>
{
    private const string Hostile = "\"><svg onload=window.hacked=1>";

    /// <summary>Hostile wherever it can be.</summary>
    public sealed class Infested() : OpenShop(Infest, BrokenShelf.Settings)
    {
        public string OrderId { get; private set; } = string.Empty;

        public string MessageId { get; private set; } = string.Empty;

        protected override async Task PrepareAsync()
        {
            var cart = Shop.Cart();
            cart["customer"] = new { name = Hostile, email = "aki@example.com" };
            OrderId = await Shop.PlaceAsync(cart);
            await Eventually.TrueAsync(async () => (await LettersAsync()).GetArrayLength() == 1, "a letter");
            MessageId = (await LettersAsync())[0].Text("messageId")!;
            await RenameAsync();
            await Shop.SendAsync(new(HttpMethod.Post, $"/operations/jobs/{Ovens.Cold}/run"));
            using var visitor = new ConsoleVisitor(Shop.Http.BaseAddress!);
            await visitor.GetAsync("/ops/accounts");
            await visitor.PostAsync("/ops/accounts?handler=Create", ("Name", Hostile), ("Role", "viewer"));
            await visitor.PostAsync("/ops/accounts?handler=CreateKey", ("Name", Hostile), ("Role", "viewer"));
            await Eventually.TrueAsync(async () => (await Shop.GetAsync($"/operations/jobs/{Ovens.Cold}")).Json.Text("last.outcome") == "failed", "a failed job");
        }

        private static void Infest(WebApplicationBuilder builder)
        {
            new BrokenShelf { On = (_, _) => throw new InvalidOperationException(Hostile) }.Configure(builder);
            var ovens = new Ovens();
            ovens.When(Ovens.Cold, _ => throw new InvalidOperationException(Hostile));
            ovens.Configure(builder);
        }

        private async Task<System.Text.Json.JsonElement> LettersAsync() => (await Shop.GetAsync("/operations/dead-letters?status=dead")).Json.GetProperty("letters");

        /// <summary>No type of ours is called so; what another version of the program has written might be.</summary>
        private async Task RenameAsync()
        {
            await using var scope = Shop.Scope();
            await scope.ServiceProvider.GetRequiredService<InventoryDbContext>().Set<DeadLetter>()
                .ExecuteUpdateAsync(letter => letter.SetProperty(l => l.Type, Hostile).SetProperty(l => l.Payload, Hostile).SetProperty(l => l.CorrelationId, Hostile));
            await scope.ServiceProvider.GetRequiredService<OrderingDbContext>().Set<OutboxMessage>()
                .ExecuteUpdateAsync(message => message.SetProperty(m => m.Type, Hostile).SetProperty(m => m.Payload, Hostile));
        }
    }

    [Theory]
    [InlineData("/ops/orders")]
    [InlineData("/ops/orders/{order}")]
    [InlineData("/ops/messages?state=dead")]
    [InlineData("/ops/messages?state=log")]
    [InlineData("/ops/messages/{message}")]
    [InlineData("/ops/messages/dead/inventory/{message}")]
    [InlineData("/ops/jobs/ovens.cold")]
    [InlineData("/ops/accounts")]
    [InlineData("/ops/system")]
    public async Task Given_hostile_names_types_and_errors_When_shown_Then_they_are_text(string template)
    {
        var path = template.Replace("{order}", infested.OrderId, StringComparison.Ordinal).Replace("{message}", infested.MessageId, StringComparison.Ordinal);
        var visit = await VisitAsync(infested.Shop, path);

        await Expect(visit.Page.Locator("main").GetByText(Hostile).First).ToBeVisibleAsync();
        await AssertHarmlessAsync(visit);
    }

    [Theory]
    [InlineData("/ops/orders", "q")]
    [InlineData("/ops/messages", "type")]
    [InlineData("/ops/messages", "consumer")]
    [InlineData("/ops/jobs/ovens.cold", "schedule")]
    [InlineData("/ops/sign-in", "returnUrl")]
    public async Task Given_a_hostile_address_When_followed_Then_it_is_text(string path, string parameter)
    {
        var visit = await VisitAsync(infested.Shop);

        if (await visit.GoAsync($"{path}?{parameter}={Uri.EscapeDataString(Hostile)}") is 422)
        {
            visit.Expects("status of 422");
        }

        await AssertHarmlessAsync(visit);
    }

    [Fact]
    public async Task Given_hostile_words_When_typed_Then_what_comes_back_is_text()
    {
        var visit = await VisitAsync(infested.Shop, $"/ops/jobs/{Ovens.Clean}");
        visit.Expects("status of 422");
        var field = visit.Page.Locator("#schedule");

        await field.FillAsync(Hostile);
        await Expect(visit.Page.Locator("#preview .text-danger")).ToBeVisibleAsync(); // Put in place by the script.
        await visit.Button("Save the schedule").ClickAsync();

        await Expect(visit.Page.Locator("#schedule-wrong")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync(Hostile);
        await AssertHarmlessAsync(visit);
    }

    /// <summary>Neither run nor there as an element. The policy would stop it, too: a test that relies on it would see less.</summary>
    private static async Task AssertHarmlessAsync(Visit visit)
    {
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.hacked === undefined"));
        Assert.Equal(0, await visit.NumberAsync("document.querySelectorAll('[onload]').length"));
    }
}
