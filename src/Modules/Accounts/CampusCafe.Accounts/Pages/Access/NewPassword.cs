using CampusCafe.Accounts.Accounts;

namespace CampusCafe.Accounts.Pages;

internal static class NewPassword
{
    /// <returns>What is wrong with it, for people; null when nothing is.</returns>
    public static string? WrongWith(string? password, string? again, Texts texts) => password switch
    {
        _ when string.IsNullOrWhiteSpace(password) || password.Length < AccountNames.MinPassword => texts["A password needs at least {0} characters.", AccountNames.MinPassword],
        { Length: > AccountNames.MaxPassword } => texts["A password has at most {0} characters.", AccountNames.MaxPassword],
        _ when password != again => texts["The two aren't the same."],
        _ => null,
    };
}
