using CampusCafe.Ordering.Orders;

namespace CampusCafe.UnitTests.Sagas.Search.Moves;

/// <summary>A message exhausts its attempts and is set aside; an operator redrives it, out of its order, at any later time.</summary>
internal static class RelayMoves
{
    private static readonly Direction[] Directions = Enum.GetValues<Direction>();

    public static IEnumerable<Move> From(World world)
    {
        if (world.SetAside is { } letter)
        {
            var back = world.With(letter.Direction, world[letter.Direction].AddFirst(letter.Item));
            yield return new(Mover.Outside, "Operator", $"redrives {Name(letter)}", back with { SetAside = null });
        }
        else if (world.DeadLettersLeft > 0)
        {
            foreach (var direction in Directions.Where(direction => !world[direction].IsEmpty))
            {
                var dead = new DeadLetter(direction, world[direction].Head);
                var others = world.With(direction, world[direction].Rest);
                yield return new(Mover.Outside, "Relay", $"dead-letters {Name(dead)}", others with
                {
                    SetAside = dead,
                    DeadLettersLeft = (byte)(world.DeadLettersLeft - 1),
                });
            }
        }
    }

    private static string Name(DeadLetter letter) =>
        letter.Direction >= Direction.FromInventory ? ((SagaInput)letter.Item).ToString() : ((SagaCommand)letter.Item).ToString();
}
