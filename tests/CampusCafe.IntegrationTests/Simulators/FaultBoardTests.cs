using System.Net;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class FaultBoardTests
{
    [Fact]
    public async Task Given_a_fault_for_two_times_When_three_requests_come_Then_the_third_works()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.SetFaultAsync("payments", "authorize", "fail", times: 2);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.AuthorizeAsync()).Status);
        Assert.Equal(
            """[{"target":"payments","operation":"authorize","mode":"fail","times":1}]""", (await client.ListFaultsAsync()).Text);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.AuthorizeAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.AuthorizeAsync()).Status);
        Assert.Equal("[]", (await client.ListFaultsAsync()).Text);
    }

    [Fact]
    public async Task Given_an_exact_operation_and_a_wildcard_When_met_Then_the_exact_one_wins()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.SetFaultAsync("payments", "*", "fail");
        await client.SetFaultAsync("payments", "authorize", "decline", times: 1);

        Assert.Equal(HttpStatusCode.PaymentRequired, (await client.AuthorizeAsync()).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.AuthorizeAsync()).Status);
        Assert.Equal(HttpStatusCode.Created, (await client.BookAsync()).Status);
    }

    [Fact]
    public async Task Given_a_fault_When_replaced_removed_or_cleared_Then_the_last_word_counts()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;

        await client.SetFaultAsync("payments", "authorize", "fail");
        await client.SetFaultAsync("payments", "authorize", "decline");
        Assert.Equal(HttpStatusCode.PaymentRequired, (await client.AuthorizeAsync()).Status);
        await client.SetFaultAsync("payments", "authorize", "none");
        Assert.Equal(HttpStatusCode.OK, (await client.AuthorizeAsync()).Status);
        await client.SetFaultAsync("payments", "authorize", "fail");
        Assert.Equal(HttpStatusCode.NoContent, (await client.ClearFaultsAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.AuthorizeAsync()).Status);
    }

    [Theory]
    [InlineData("""{"target":"bank","operation":"capture","mode":"fail"}""", "target")]
    [InlineData("""{"operation":"capture","mode":"fail"}""", "target")]
    [InlineData("""{"target":"payments","operation":"pay","mode":"fail"}""", "operation")]
    [InlineData("""{"target":"payments","operation":"dispatch","mode":"fail"}""", "operation")]
    [InlineData("""{"target":"carrier","operation":"refund","mode":"fail"}""", "operation")]
    [InlineData("""{"target":"carrier","operation":"create","mode":"explode"}""", "mode")]
    [InlineData("""{"target":"carrier","operation":"create","mode":"LostReply"}""", "mode")]
    [InlineData("""{"target":"carrier","operation":"inquire","mode":"decline"}""", "mode")]
    [InlineData("""{"target":"carrier","operation":"create","mode":"fail","times":0}""", "times")]
    [InlineData("""{"target":"carrier","operation":"create","mode":"fail","times":1.5}""", "times")]
    [InlineData("""{"target":"carrier","operation":"create","mode":"fail","time":1}""", "time")]
    [InlineData("""{"target":"carrier","target":"payments","operation":"create","mode":"fail"}""", "body")]
    [InlineData("""["fail"]""", "body")]
    [InlineData("fail", "body")]
    public async Task Given_a_wrong_fault_When_set_Then_a_problem_names_the_field_and_nothing_is_set(string json, string field)
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var reply = await simulators.Client.PostFaultAsync(json);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (reply.Status, reply.ContentType));
        Assert.True(reply.Json.GetProperty("errors").TryGetProperty(field, out _), reply.Text);
        Assert.Equal("[]", (await simulators.Client.ListFaultsAsync()).Text);
    }

    [Fact]
    public async Task Given_a_fault_When_restarted_Then_gone()
    {
        using var folder = new TempFolder();
        await using (var before = await RunningSimulators.StartAsync(folder: folder))
        {
            await before.Client.SetFaultAsync("payments", "*", "fail");
        }

        await using var after = await RunningSimulators.StartAsync(folder: folder);

        Assert.Equal("[]", (await after.Client.ListFaultsAsync()).Text);
        Assert.Equal(HttpStatusCode.OK, (await after.Client.AuthorizeAsync()).Status);
    }
}
