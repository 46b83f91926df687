using System.Text.RegularExpressions;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>
/// A place in the code, named as its author wrote it: closures and state machines go by the member they came from.
/// The member is given as in metadata, and is empty for the type itself.
/// </summary>
internal readonly partial record struct Site(TypeDefinition Type, string Member = "")
{
    /// <summary>The outermost type around it.</summary>
    public TypeDefinition Outermost
    {
        get
        {
            var type = Type;
            while (type.DeclaringType is not null)
            {
                type = type.DeclaringType;
            }

            return type;
        }
    }

    public override string ToString()
    {
        var (type, member) = (Type, Written(Member));
        while (type.DeclaringType is not null && type.IsGenerated())
        {
            // A closure's or state machine's name holds the method's; <>c, shared by a whole type, leaves it to the lambda's.
            member = OriginOf(type.Name) is { Length: > 0 } origin ? origin : member;
            type = type.DeclaringType;
        }

        var name = type.Name == "<Module>" ? type.Module.Assembly.Name.Name : type.FullName.Replace('/', '.');
        return member.Length == 0 ? name : $"{name}.{member.TrimStart('.')}";
    }

    /// <summary>What the compiler made for nobody in particular, such as <c>&lt;&gt;9__1_0</c>, has no name.</summary>
    private static string Written(string member) => member.StartsWith('<') ? OriginOf(member) : Accessor().Replace(member, "");

    /// <summary>The <c>Method</c> in <c>&lt;Method&gt;b__0</c> and <c>&lt;&lt;Method&gt;b__0&gt;d</c>; empty when there is none.</summary>
    private static string OriginOf(string name) => Origin().Match(name).Groups["origin"].Value;

    [GeneratedRegex("^<+(?<origin>[^<>]+)>")]
    private static partial Regex Origin();

    [GeneratedRegex("^(get|set|init|add|remove)_")]
    private static partial Regex Accessor();
}
