namespace CampusCafe.Testing.Clusters;

/// <summary>
/// Cuts connections to PostgreSQL in the middle of COMMIT, by turns before the server has heard of it and after it has
/// committed: whoever asked can't tell the two apart.
/// </summary>
internal sealed class CommitCutter(int seed)
{
    /// <summary>A simple query, as the driver sends it: type, length, text, end. https://www.postgresql.org/docs/current/protocol-message-formats.html</summary>
    private static readonly byte[] Commit = [.. "Q\0\0\0\u000bCOMMIT\0"u8];

    private readonly Lock deciding = new();
    private readonly Random random = new(seed);

    /// <summary>One in so many commits is cut; 0 is none.</summary>
    public int Every { get; set; }

    /// <summary>Commits that the server never heard of.</summary>
    public int Lost { get; private set; }

    /// <summary>Commits that were done and not confirmed.</summary>
    public int Unconfirmed { get; private set; }

    public int Cuts => Lost + Unconfirmed;

    public Verdict Judge(ReadOnlyMemory<byte> piece)
    {
        if (piece.Span.IndexOf(Commit) < 0)
        {
            return Verdict.Pass;
        }

        lock (deciding)
        {
            if (Every == 0 || random.Next(Every) > 0)
            {
                return Verdict.Pass;
            }

            if (Lost <= Unconfirmed)
            {
                Lost++;
                return Verdict.CutBefore;
            }

            Unconfirmed++;
            return Verdict.CutAfter;
        }
    }
}
