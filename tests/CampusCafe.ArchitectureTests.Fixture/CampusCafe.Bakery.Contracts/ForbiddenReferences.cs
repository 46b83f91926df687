using CampusCafe.BuildingBlocks.Messaging;
using MediatR;

namespace CampusCafe.Bakery.Contracts;

public interface IAskTheBaker : IRequest;

public interface IBaker : IConsumer;

public sealed class Dough;
