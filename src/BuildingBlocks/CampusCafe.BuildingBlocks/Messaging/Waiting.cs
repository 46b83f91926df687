namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What there may be for a consumer.</summary>
[Flags]
internal enum Waiting
{
    /// <summary>Messages that nobody has tried.</summary>
    New = 1,

    /// <summary>Messages that failed before and whose time has come again.</summary>
    Again = 2,

    /// <summary>Dead letters that are to be handled once more.</summary>
    Redriven = 4,

    Anything = New | Again | Redriven,
}
