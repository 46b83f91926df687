using System.Text.Json.Nodes;

namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>Makes the JSON of one version of a message that of the next, so that what was stored before a contract moved is still read.</summary>
public interface IUpcaster
{
    /// <summary>Called from several threads at once, and again for a message that is tried again. Whatever it throws makes the message a dead letter.</summary>
    /// <param name="payload">As the older version wrote it, with names in camel case; to be changed in place.</param>
    void Upcast(JsonObject payload);
}
