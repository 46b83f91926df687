namespace CampusCafe.BrowserTests.Browsing;

/// <summary>Who looks, and on what.</summary>
/// <param name="Language">ISO 639-1, as the browser asks for.</param>
/// <param name="IsDark">As the system is.</param>
/// <param name="IsPhone">390 pixels wide, else 1280.</param>
/// <param name="Zone">Where the viewer is: IANA.</param>
internal sealed record Viewer(string Language = "en", bool IsDark = false, bool IsPhone = false, string Zone = "Asia/Tokyo")
{
    /// <summary>e.g. <c>en light desktop</c>.</summary>
    public override string ToString() => $"{Language} {(IsDark ? "dark" : "light")} {(IsPhone ? "phone" : "desktop")}";

    public static Viewer Named(string name) => name.Split(' ') is [var language, var theme, var device]
        ? new(language, theme == "dark", device == "phone")
        : throw new ArgumentException($"{name} is no viewer.", nameof(name));
}
