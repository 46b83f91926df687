namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>How what is new in a batch is handled.</summary>
internal enum Care
{
    /// <summary>All of it in one save: the quickest way. One whose handler throws is left out; a save that fails takes all with it.</summary>
    Together,

    /// <summary>Each saved by itself in the one transaction: one that fails is rolled back alone, wherever it fails.</summary>
    OneByOne,

    /// <summary>Each in a transaction of its own, for what leaves a transaction useless.</summary>
    Alone,
}
