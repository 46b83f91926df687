using MediatR;

namespace CampusCafe.BuildingBlocks.Domain;

/// <summary>Something that only the module itself cares about; handled in-process, in the same unit of work.</summary>
public interface IDomainEvent : INotification;
