using CampusCafe.Accounts.Accounts;
using CampusCafe.Accounts.Persistence;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusCafe.Accounts.Access;

internal static class AccessRegistration
{
    /// <summary>The prefix has browsers refuse it from a page without HTTPS, and from another host of the domain.</summary>
    private const string CookieName = "__Host-campuscafe";

    /// <summary>One key for all, until accounts and named keys took its place. Passed over in silence it would lock out whoever relies on it.</summary>
    private const string FormerSetting = "Operators:ApiKey";

    private const int WrongPasswordsBeforeLock = 5;

    /// <summary>210,000 (OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512): some 0.1 s of one core.</summary>
    private const int HashIterations = 210_000;

    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<AccountsOptions>(AccountsOptions.Section)
            .Validate(
                options => options.OpenOnLoopback is not true || builder.Environment.IsDevelopment(),
                "Accounts:OpenOnLoopback can only be true in Development: elsewhere the console is for people with accounts.")
            .Validate(
                _ => string.IsNullOrEmpty(builder.Configuration[FormerSetting]),
                $"{FormerSetting} is no more: make a named key with the command api-key NAME operator, have programs send that one, and remove the setting.")
            .Validate(
                options => options.SignedInFor >= TimeSpan.FromMinutes(1) && options.SignedInFor <= TimeSpan.FromDays(30),
                "Accounts:SignedInFor must be between 1 minute and 30 days.")
            .ValidateOnStart();
        services.AddSingleton<Developer>();
        AddIdentity(services);
        services.AddAuthentication(AccessSchemes.Key)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(AccessSchemes.Key, null)
            .AddScheme<AuthenticationSchemeOptions, DeveloperHandler>(DeveloperHandler.SchemeName, null)
            .AddPolicyScheme(AccessSchemes.Console, null, options => options.ForwardDefaultSelector = SchemeOfPage)
            .AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountsOptions>>(ConfigureCookie);
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
            {
                options.Lockout.MaxFailedAccessAttempts = WrongPasswordsBeforeLock;
                options.Lockout.DefaultLockoutTimeSpan = LockedFor;
                options.User.AllowedUserNameCharacters = string.Empty; // Any: people's names. AccountNames checks the rest.
                options.Password.RequiredLength = AccountNames.MinPassword;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
            })
            .AddUserStore<UserOnlyStore<Account, AccountsDbContext, Guid>>()
            .AddSignInManager()
            .AddTokenProvider<DataProtectorTokenProvider<Account>>(TokenOptions.DefaultProvider);
        services.Replace(ServiceDescriptor.Scoped<IUserClaimsPrincipalFactory<Account>, AccountPrincipals>());
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        // Without state of their own.
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Account>, PasswordHasher<Account>>());
        services.AddSingleton<NobodysPassword>();
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie, IOptions<AccountsOptions> options)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.Path = "/";
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = options.Value.SignedInFor;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = ConsolePaths.SignIn;
        cookie.LogoutPath = ConsolePaths.SignOut;
        cookie.AccessDeniedPath = ConsolePaths.Forbidden;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = AccountPrincipals.ValidateAsync;
        var (toSignIn, toForbidden) = (cookie.Events.OnRedirectToLogin, cookie.Events.OnRedirectToAccessDenied);
        cookie.Events.OnRedirectToLogin = redirect => IsPart(redirect.Request) ? Answer(redirect.Response, StatusCodes.Status401Unauthorized) : toSignIn(redirect);
        cookie.Events.OnRedirectToAccessDenied = redirect => IsPart(redirect.Request) ? Answer(redirect.Response, StatusCodes.Status403Forbidden) : toForbidden(redirect);
        cookie.Events.OnCheckSlidingExpiration = check =>
        {
            check.ShouldRenew &= !IsPart(check.HttpContext.Request); // A page that is left open does nothing.
            return Task.CompletedTask;
        };
    }

    /// <summary>Asked for by a page by itself, to be put in place: a page for signing in would be put there, too.</summary>
    private static bool IsPart(HttpRequest request) => request.Headers.ContainsKey("HX-Request") || request.Path.StartsWithSegments(ConsolePaths.Live);

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Whoever has signed in is that person, also in Development.</summary>
    private static string SchemeOfPage(HttpContext http) =>
        !http.Request.Cookies.ContainsKey(CookieName) && http.RequestServices.GetRequiredService<Developer>().IsAtTheMachine(http)
            ? DeveloperHandler.SchemeName
            : IdentityConstants.ApplicationScheme;
}
