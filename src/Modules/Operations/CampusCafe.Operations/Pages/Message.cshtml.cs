using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.Operations.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>One message: what it says, and what became of it.</summary>
internal sealed class MessageModel(MessageDesk desk) : ConsolePage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    public MessageView Message { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Id, out var id) || await desk.FindAsync(id, cancellationToken) is not { } message)
        {
            return NotFound();
        }

        Message = message;
        return Page();
    }

    /// <summary>Line by line; as it is, if it isn't JSON.</summary>
    public static string Pretty(string payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return payload;
        }
    }
}
