namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>Where messages of one order are under way: each direction is a queue of its own.</summary>
internal enum Direction
{
    ToInventory,
    ToPayments,
    ToShipping,
    FromInventory,
    FromPayments,
    FromShipping,
}

/// <summary>A message that was taken out of its queue, so that the others could go on.</summary>
internal readonly record struct DeadLetter(Direction Direction, int Item);
