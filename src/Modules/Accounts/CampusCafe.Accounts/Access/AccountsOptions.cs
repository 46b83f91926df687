namespace CampusCafe.Accounts.Access;

/// <summary>Section <c>Accounts</c>.</summary>
internal sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>
    /// Whether whoever sits at the machine (a request over loopback) is let in without an account. Only in Development, where
    /// it is the default; elsewhere the host doesn't start with it.
    /// </summary>
    public bool? OpenOnLoopback { get; set; }

    /// <summary>How long a person stays signed in without doing anything.</summary>
    public TimeSpan SignedInFor { get; set; } = TimeSpan.FromHours(8);
}
