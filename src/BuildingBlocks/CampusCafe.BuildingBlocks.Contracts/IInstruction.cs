namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>What a person wants of a module, now. The module decides, in a transaction of its own, and may refuse.</summary>
/// <typeparam name="TAnswer">What it decided.</typeparam>
public interface IInstruction<TAnswer>;
