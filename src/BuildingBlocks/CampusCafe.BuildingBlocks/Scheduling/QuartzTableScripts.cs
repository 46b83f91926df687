using System.Globalization;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Quartz's own statements that make its tables, for the migrations.</summary>
public static class QuartzTableScripts
{
    /// <summary>In front of each table's name. A schema of their own is prefix enough.</summary>
    public const string Prefix = $"{QuartzDbContext.Name}.";

    private const string Separator = "--;;";

    /// <param name="dialect"><c>postgres</c> or <c>sqlServer</c>.</param>
    /// <returns>Statements that make what is missing and change nothing that is there.</returns>
    public static IEnumerable<string> Create(string dialect)
    {
        using var stream = typeof(IScheduler).Assembly.GetManifestResourceStream($"Quartz.Impl.AdoJobStore.Schema.create_{dialect}.sql")
            ?? throw new InvalidOperationException($"This release of Quartz has no tables for {dialect}.");
        using var reader = new StreamReader(stream);
        // The first part is a comment about the file. {1} is the prefix for names that can't bear a schema.
        return [.. reader.ReadToEnd().ReplaceLineEndings("\n").Split($"\n{Separator}\n").Skip(1)
            .Select(statement => string.Format(CultureInfo.InvariantCulture, statement, Prefix, string.Empty).Trim())];
    }
}
