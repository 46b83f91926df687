namespace CampusCafe.Kiosk.Boundaries;

internal static class TestingTool
{
    public static Mono.Cecil.TypeAttributes None => Mono.Cecil.TypeAttributes.NotPublic;

    public static Type Tool => typeof(Mono.Cecil.TypeDefinition);
}
