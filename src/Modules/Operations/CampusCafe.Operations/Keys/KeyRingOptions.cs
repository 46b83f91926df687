namespace CampusCafe.Operations.Keys;

/// <summary>Section <c>Keys</c>: how the keys in the database are protected themselves.</summary>
internal sealed class KeyRingOptions
{
    public const string Section = "Keys";

    /// <summary>A PKCS #12 file with a private RSA key, the same on every host: keys that are made from then on are encrypted with it. Null: they are as readable as their table.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Null for a file without one.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>The one before it, as long as keys are in use that were encrypted with it: 90 days.</summary>
    public string? FormerCertificateFile { get; set; }

    /// <summary>Null for a file without one.</summary>
    public string? FormerCertificatePassword { get; set; }
}
