using Microsoft.AspNetCore.Identity;

namespace CampusCafe.Accounts.Accounts;

/// <summary>A person who may sign in, as ASP.NET Core Identity keeps it: name, password hash, failed attempts, stamps.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>One of <see cref="CampusCafe.BuildingBlocks.Http.Access.Roles"/>.</summary>
    public required string Role { get; set; }

    /// <summary>Neither signs in nor stays signed in.</summary>
    public bool IsDisabled { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    public string Name => UserName!;

    /// <summary>Without one the person hasn't followed the link yet.</summary>
    public bool HasPassword => PasswordHash is not null;
}

/// <summary>A one-time link that has been followed: written with what it made, so that two who follow it at once can't both succeed.</summary>
internal sealed class UsedLink
{
    public required Guid LinkId { get; init; }

    public required DateTimeOffset UsedAt { get; init; }
}
