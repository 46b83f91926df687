namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>A question that a module answers about itself. Reads only; changes nothing.</summary>
/// <typeparam name="TAnswer">The answer's shape.</typeparam>
public interface IQuery<TAnswer>;
