namespace CampusCafe.Testing.Simulation;

internal static class Draws
{
    public static T Draw<T>(this Random random)
        where T : struct, Enum =>
        random.Of(Enum.GetValues<T>());

    public static T Of<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>One of them, each as often as its weight says.</summary>
    public static T Of<T>(this Random random, IReadOnlyList<(int Weight, T Choice)> choices)
    {
        var at = random.Next(choices.Sum(choice => choice.Weight));
        return choices.First(choice => (at -= choice.Weight) < 0).Choice;
    }
}
