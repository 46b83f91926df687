namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>The lock saves work and no more: all that holds with it holds without.</summary>
public sealed class RelayWithoutLockTests : RelayTests
{
    protected override string[] Settings => [.. base.Settings, WithoutLock.Setting];
}

/// <inheritdoc cref="RelayWithoutLockTests"/>
public sealed class PoisonWithoutLockTests : PoisonTests
{
    protected override string[] Settings => [.. base.Settings, WithoutLock.Setting];
}

internal static class WithoutLock
{
    public const string Setting = "Messaging:LockConsumers=false";
}
