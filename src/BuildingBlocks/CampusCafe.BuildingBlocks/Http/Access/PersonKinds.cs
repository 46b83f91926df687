namespace CampusCafe.BuildingBlocks.Http.Access;

/// <summary>What kind of name stands in the action log; the identity's authentication type.</summary>
public static class PersonKinds
{
    public const string Account = "account";
    public const string Key = "key";
    public const string Developer = "developer";
}
