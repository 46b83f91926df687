namespace CampusCafe.BuildingBlocks.Domain;

/// <summary>
/// An aggregate that belongs to one checkout and remembers its correlation id, so that whatever it says later (after a
/// webhook, a deadline, a cancel by another request) is still filed under it. Stamped when the aggregate is first saved.
/// </summary>
public interface ICorrelated
{
    string CorrelationId { get; }

    void Correlate(string correlationId);
}
