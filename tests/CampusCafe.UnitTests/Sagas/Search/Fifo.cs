namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>The messages of one order under way from one module to another, oldest first; a value of one word.</summary>
internal readonly record struct Fifo(ulong Items)
{
    private const int BitsPerItem = 5;
    private const ulong ItemMask = (1UL << BitsPerItem) - 1;
    private const int Capacity = 64 / BitsPerItem;

    public bool IsEmpty => Items == 0;

    public int Head => (int)(Items & ItemMask) - 1;

    public Fifo Rest => new(Items >> BitsPerItem);

    /// <summary>In front of all others.</summary>
    public Fifo AddFirst(int item) => Items >> (BitsPerItem * (Capacity - 1)) == 0
        ? new((Items << BitsPerItem) | (uint)(item + 1))
        : throw Full();

    /// <exception cref="InvalidOperationException">More messages than any bounded run should have under way.</exception>
    public Fifo Add(int item)
    {
        var shift = (64 - System.Numerics.BitOperations.LeadingZeroCount(Items) + BitsPerItem - 1) / BitsPerItem * BitsPerItem;
        return shift < Capacity * BitsPerItem
            ? new(Items | ((ulong)(item + 1) << shift))
            : throw Full();
    }

    private static InvalidOperationException Full() => new($"More than {Capacity} messages of one order are under way in one direction.");
}
