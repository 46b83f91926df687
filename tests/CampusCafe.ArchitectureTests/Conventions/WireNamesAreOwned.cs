using System.Text.RegularExpressions;
using CampusCafe.ArchitectureTests.Reading;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>Wire names read <c>module.what-it-says</c>, start with the module that owns them, and are there once: older versions are upcast, not kept beside the newest.</summary>
internal static partial class WireNamesAreOwned
{
    /// <summary>What all modules share has no module to name.</summary>
    private const string SharedOwner = "attention";

    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies)
    {
        List<Wire> named = [.. WireNames.In(assemblies)];
        return
        [
            .. named.Where(wire => !Pattern().IsMatch(wire.Name)).Select(wire => $"{wire.Message.FullName} is called {wire.Name}: not module.what-it-says"),
            .. named.Where(wire => !wire.Name.StartsWith($"{OwnerOf(wire.Message)}.", StringComparison.Ordinal))
                .Select(wire => $"{wire.Message.FullName} is called {wire.Name}: not {OwnerOf(wire.Message)}'s"),
            .. named.GroupBy(wire => wire.Name).Where(same => same.Count() > 1)
                .Select(same => $"{string.Join(" and ", same.Select(wire => wire.Message.FullName).Order(StringComparer.Ordinal))} are called {same.Key}"),
        ];
    }

    private static string OwnerOf(TypeDefinition message) => message.Part().Module?.ToLowerInvariant() ?? SharedOwner;

    [GeneratedRegex("^[a-z]+\\.[a-z-]+$")]
    private static partial Regex Pattern();
}
