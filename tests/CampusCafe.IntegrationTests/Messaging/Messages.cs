using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What the conformance suites send. Keyed by an order, as all of the product's messages are.</summary>
[WireName("target.ping")]
internal sealed record Ping(OrderId OrderId, int Number) : ICommand, IOrderMessage;

[WireName("target.pong")]
internal sealed record Pong(OrderId OrderId, int Number) : IEvent, IOrderMessage;

/// <summary>In the source's catalog by accident of this process only; the target has no handler for it.</summary>
[WireName("source.noise")]
internal sealed record Noise(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>Heard by two modules, which know nothing of each other.</summary>
[WireName("source.announced")]
internal sealed record Announced(OrderId OrderId, int Number) : IEvent, IOrderMessage;
