using System.Reflection;
using System.Text.Unicode;
using CampusCafe.BuildingBlocks.Console.Assets;
using CampusCafe.BuildingBlocks.Console.Errors;
using CampusCafe.BuildingBlocks.Console.Language;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Http.Admission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.WebEncoders;

namespace CampusCafe.BuildingBlocks.Console;

/// <summary>What all of the console's pages stand on, whichever module they belong to: look, language, headers, errors, access.</summary>
public static class ConsoleRegistration
{
    private const string ViewersPolicy = "console";
    private const string FormsCookie = "campuscafe-forms";
    private const string MessagesCookie = "campuscafe-messages";

    /// <summary>A module's pages. They are for viewers, unless they say otherwise.</summary>
    /// <param name="builder">The host's.</param>
    /// <param name="pages">The module's assembly.</param>
    /// <param name="links">Where its pages stand in the menu.</param>
    public static void AddConsolePages(this IHostApplicationBuilder builder, Assembly pages, params IReadOnlyList<ConsoleLink> links)
    {
        AddConsole(builder);
        var parts = builder.Services.AddRazorPages();
        AddPart(parts, pages);
        foreach (var link in links)
        {
            builder.Services.AddSingleton(link);
        }
    }

    /// <summary>In front of authentication and of all routes.</summary>
    public static void UseConsole(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
    }

    public static void MapConsole(this WebApplication app)
    {
        ServeAsset.Map(app);
        ChooseLanguage.Map(app);
        app.MapRazorPages();
    }

    private static void AddConsole(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(AssetStore)))
        {
            return;
        }

        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All)); // Readable and short in every language.
        services.AddHttpContextAccessor();
        services.AddSingleton<AssetStore>();
        services.AddScoped<RequestLanguage>();
        services.AddScoped<ConsoleTexts>();
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, PageOfProblem>()); // Asked before the one that takes everything.
        services.AddAuthorizationBuilder().AddPolicy(ViewersPolicy, AccessConventions.PolicyOf(AccessSchemes.Console, Roles.Viewer));
        // Browsers keep a cookie of that prefix to one host over HTTPS, which a developer's machine doesn't have.
        var prefix = builder.Environment.IsDevelopment() ? string.Empty : "__Host-";
        var secure = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        services.AddAntiforgery(options =>
        {
            options.SuppressXFrameOptionsHeader = true; // Said on every page (SecurityHeaders).
            Configure(options.Cookie, prefix + FormsCookie, secure);
        });
        services.Configure<CookieTempDataProviderOptions>(options => Configure(options.Cookie, prefix + MessagesCookie, secure));
        var parts = services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/", ViewersPolicy);
            options.Conventions.AddFolderApplicationModelConvention("/", page => page.EndpointMetadata.Add(AdmissionConventions.ConsolePage));
        });
        AddPart(parts, typeof(ConsoleRegistration).Assembly);
    }

    private static void Configure(CookieBuilder cookie, string name, CookieSecurePolicy secure)
    {
        (cookie.Name, cookie.Path, cookie.SecurePolicy, cookie.HttpOnly, cookie.SameSite) = (name, "/", secure, true, SameSiteMode.Strict);
        cookie.IsEssential = true;
    }

    /// <summary>Once, though several modules stand on this one and the build may have listed it already.</summary>
    private static void AddPart(IMvcBuilder parts, Assembly assembly) => parts.ConfigureApplicationPartManager(manager =>
    {
        if (!manager.ApplicationParts.OfType<CompiledRazorAssemblyPart>().Any(part => part.Assembly == assembly))
        {
            manager.ApplicationParts.Add(new CompiledRazorAssemblyPart(assembly));
        }
    });
}

/// <summary>A page in the menu.</summary>
/// <param name="English">Its name.</param>
/// <param name="Japanese">Its name.</param>
/// <param name="Path">Below the path base.</param>
/// <param name="Icon">In <c>icons.svg</c>.</param>
/// <param name="Place">From left to right.</param>
public sealed record ConsoleLink(string English, string Japanese, string Path, string Icon, int Place);
