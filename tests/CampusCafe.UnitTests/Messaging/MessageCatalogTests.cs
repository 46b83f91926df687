using System.Text.Json.Nodes;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;

namespace CampusCafe.UnitTests.Messaging;

public sealed class MessageCatalogTests
{
    private static readonly OrderId Id = new(Guid.Parse("019b0000-0000-7000-8000-000000000001"));

    [Theory]
    [InlineData("test.bake.v1", """{"orderId":"019b0000-0000-7000-8000-000000000001","bread":"rye"}""", "rye", 1)]
    [InlineData("test.bake.v2", """{"orderId":"019b0000-0000-7000-8000-000000000001","kind":"rye"}""", "rye", 1)]
    [InlineData("test.bake.v3", """{"orderId":"019b0000-0000-7000-8000-000000000001","kind":"rye","loaves":2}""", "rye", 2)]
    [InlineData("test.bake.v3", """{"orderId":"019b0000-0000-7000-8000-000000000001","kind":"rye","loaves":2,"later":true}""", "rye", 2)]
    public void Given_any_version_that_is_read_When_deserialized_Then_it_is_the_newest(string wireName, string payload, string kind, int loaves) =>
        Assert.Equal(new Bake(Id, kind, loaves), CatalogOf(typeof(Bake)).Deserialize(wireName, payload));

    [Fact]
    public void Given_an_optional_member_When_an_older_payload_lacks_it_Then_its_default()
    {
        var message = CatalogOf(typeof(Bake)).Deserialize("test.bake.v3", $$"""{"orderId":"{{Id}}","kind":"rye","loaves":2}""");

        Assert.Equal("plain", ((Bake)message).Topping);
    }

    [Theory]
    [InlineData("test.bake.v1", "{}", "BakeV1 can't make a test.bake.v1 a v2 (NullReferenceException)")]
    [InlineData("test.bake.v1", "[]", "The payload of a test.bake.v1 is no object")]
    [InlineData("test.bake.v1", "no", "The payload is no test.bake.v1")]
    [InlineData("test.bake.v3", """{"kind":"rye","loaves":1}""", "The payload is no test.bake.v3, at line 1, byte 25")]
    [InlineData("test.bake.v3", """{"orderId":"019b0000-0000-7000-8000-000000000001","kind":null,"loaves":1}""", "The payload is no test.bake.v3, at line 1, byte 61")]
    [InlineData("test.bake.v4", "{}", "test.bake.v4 was written by a newer program; this one reads it up to version 3")]
    [InlineData("test.bake.v0", "{}", "test.bake.v0 is no longer read: this program reads it from version 1 on")]
    [InlineData("test.bake", "{}", "No message type is called test.bake")]
    [InlineData("test.bake.vier", "{}", "No message type is called test.bake.vier")]
    [InlineData("test.fry.v1", "{}", "No message type is called test.fry.v1")]
    public void Given_what_can_not_be_read_When_deserialized_Then_it_says_why(string wireName, string payload, string reason) =>
        Assert.Contains(reason, Assert.Throws<UndecodableMessageException>(() => CatalogOf(typeof(Bake)).Deserialize(wireName, payload)).Message);

    [Theory]
    [InlineData("test.bake.v1", false)]
    [InlineData("test.bake.v3", false)]
    [InlineData("test.bake.v4", true)]
    [InlineData("test.fry.v4", false)]
    [InlineData("test.bake.v04x", false)]
    public void Given_a_wire_name_When_asked_Then_only_a_later_version_of_a_known_name_is_newer(string wireName, bool newer) =>
        Assert.Equal(newer, CatalogOf(typeof(Bake)).IsNewer(wireName));

    [Fact]
    public void Given_a_contract_that_no_longer_reads_version_1_When_one_comes_Then_it_says_so()
    {
        var catalog = CatalogOf(typeof(FromTwoOn));

        Assert.Contains("from version 2 on", Assert.Throws<UndecodableMessageException>(() => catalog.TypeOf("test.from-two-on.v1")).Message);
        Assert.Equal(typeof(FromTwoOn), catalog.TypeOf("test.from-two-on.v2"));
    }

    [Theory]
    [InlineData(typeof(Hole), "test.hole is at version 3, and nothing makes its version 1 a version 2. Put [Upcaster<…>(from: 1)] on Hole")]
    [InlineData(typeof(Twice), "2 upcasters make version 1 of test.twice a version 2. Keep one of those on Twice.")]
    [InlineData(typeof(Beyond), "Beyond has an upcaster from version 2, but test.beyond is read from version 1 on and is at version 2.")]
    [InlineData(typeof(Outgrown), "Outgrown has an upcaster from version 1, but test.outgrown is read from version 2 on")]
    [InlineData(typeof(Unreadable), "test.unreadable is at version 1, and can't be read from version 2 on.")]
    public void Given_a_chain_that_is_not_complete_When_the_catalog_is_made_Then_it_says_what_to_do(Type contract, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<HostStartException>(() => CatalogOf(contract)).Message);

    [Fact]
    public void Given_two_versions_of_a_name_side_by_side_When_the_catalog_is_made_Then_it_names_both() =>
        Assert.Equal(
            "Two message types are called test.bake: Bake and BakeAgain.",
            Assert.Throws<InvalidOperationException>(() => CatalogOf(typeof(Bake), typeof(BakeAgain))).Message);

    private static MessageCatalog CatalogOf(params Type[] contracts) =>
        new([new ConsumerDefinition(
            "test", [], contracts.ToDictionary(type => type, _ => (Func<IMessage, MediatR.IRequest>)(_ => throw new NotSupportedException())), FinalErrors: [])]);

    [WireName("test.bake", Version = 3)]
    [Upcaster<BakeV1>(from: 1)]
    [Upcaster<BakeV2>(from: 2)]
    private sealed record Bake(OrderId OrderId, string Kind, int Loaves, string Topping = "plain") : ICommand, IOrderMessage;

    [WireName("test.bake", Version = 4, OldestVersion = 4)]
    private sealed record BakeAgain(OrderId OrderId) : ICommand, IOrderMessage;

    private sealed class BakeV1 : IUpcaster
    {
        public void Upcast(JsonObject payload)
        {
            payload["kind"] = payload["bread"]!.GetValue<string>();
            payload.Remove("bread");
        }
    }

    private sealed class BakeV2 : IUpcaster
    {
        public void Upcast(JsonObject payload) => payload["loaves"] = 1;
    }

    [WireName("test.from-two-on", Version = 3, OldestVersion = 2)]
    [Upcaster<BakeV2>(from: 2)]
    private sealed record FromTwoOn(OrderId OrderId) : IEvent, IOrderMessage;

    [WireName("test.hole", Version = 3)]
    [Upcaster<BakeV2>(from: 2)]
    private sealed record Hole(OrderId OrderId) : IEvent, IOrderMessage;

    [WireName("test.twice", Version = 2)]
    [Upcaster<BakeV1>(from: 1)]
    [Upcaster<BakeV2>(from: 1)]
    private sealed record Twice(OrderId OrderId) : IEvent, IOrderMessage;

    [WireName("test.beyond", Version = 2)]
    [Upcaster<BakeV1>(from: 1)]
    [Upcaster<BakeV2>(from: 2)]
    private sealed record Beyond(OrderId OrderId) : IEvent, IOrderMessage;

    [WireName("test.outgrown", Version = 2, OldestVersion = 2)]
    [Upcaster<BakeV1>(from: 1)]
    private sealed record Outgrown(OrderId OrderId) : IEvent, IOrderMessage;

    [WireName("test.unreadable", OldestVersion = 2)]
    private sealed record Unreadable(OrderId OrderId) : IEvent, IOrderMessage;
}
