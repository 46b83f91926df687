using System.Runtime.CompilerServices;

namespace CampusCafe.IntegrationTests.SqlServer;

/// <summary>A text that a person has read and approved, kept beside the test.</summary>
internal static class Approval
{
    /// <summary>Fails when the text isn't the approved one, shows the first lines that differ, and leaves the new one beside it as <c>.received</c>.</summary>
    /// <param name="text">With <c>\n</c> at the end of each line.</param>
    /// <param name="name">Of the approved file, without its extension.</param>
    /// <param name="test">The caller's file.</param>
    public static void Same(string text, string name, [CallerFilePath] string test = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.sql");
        var received = Path.ChangeExtension(approved, ".received.sql");
        var stored = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : string.Empty;
        if (stored == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(
            $"{name}.sql is not what is sent now. If it should be, approve it: mv {received} {approved}{Environment.NewLine}{FirstDifference(stored.Split('\n'), text.Split('\n'))}");
    }

    private static string FirstDifference(string[] stored, string[] sent)
    {
        const int Context = 3;
        var at = Enumerable.Range(0, Math.Min(stored.Length, sent.Length)).TakeWhile(line => stored[line] == sent[line]).Count();
        var before = sent[Math.Max(0, at - Context)..at].Select(line => $"  {line}");
        var was = stored.Skip(at).Take(Context).Select(line => $"- {line}");
        var isNow = sent.Skip(at).Take(Context).Select(line => $"+ {line}");
        return string.Join(Environment.NewLine, [$"line {at + 1}:", .. before, .. was, .. isNow]);
    }
}
