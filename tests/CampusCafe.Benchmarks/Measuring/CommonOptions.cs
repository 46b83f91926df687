using System.CommandLine;

namespace CampusCafe.Benchmarks.Measuring;

/// <summary>What several commands ask for, checked before anything starts.</summary>
internal static class CommonOptions
{
    public static Option<DirectoryInfo?> Folder() => new("--folder")
    {
        Description = "Where the data go, in a folder of their own that is deleted afterwards; choose a real disk [default: the system's temporary folder]",
    };

    public static Option<double> Positive(string name, double value, string description)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(double.TryParse(result.Tokens[0].Value, out var number) && number > 0 && double.IsFinite(number)))
            {
                result.AddError($"{name} must be a number above 0, not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }

    public static Option<int> Whole(string name, int value, int least, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out var number) && number >= least))
            {
                result.AddError($"{name} must be a whole number from {least}, not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }
}
