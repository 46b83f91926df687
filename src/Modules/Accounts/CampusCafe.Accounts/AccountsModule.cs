using CampusCafe.Accounts.Access;
using CampusCafe.Accounts.Accounts;
using CampusCafe.Accounts.Keys;
using CampusCafe.Accounts.Persistence;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Accounts;

/// <summary>Who may look behind the scenes and who may act there: people with accounts, programs with keys.</summary>
public sealed class AccountsModule : IModule
{
    internal const string ModuleName = "accounts";

    public string Name => ModuleName;

    public void Register(IHostApplicationBuilder builder)
    {
        builder.Services.AddSchema<AccountsDbContext>(ModuleName);
        builder.AddAccess();
        builder.AddConsolePages(typeof(AccountsModule).Assembly, new ConsoleLink("Accounts", "アカウント", $"{ConsolePaths.Root}/accounts", "users", Place: 6));
        builder.Services.AddScoped<Texts>();
        builder.Services.AddModuleValidators(typeof(AccountsModule).Assembly);
        builder.Services.AddScoped<AccountDesk>();
        builder.Services.AddScoped<SigningIn>();
        builder.Services.AddSingleton<FirstOperator>();
        builder.Services.TryAddSingleton(Console.Out);
        builder.Services.AddHostedService<FirstOperatorLink>();
        builder.Services.AddScoped<ApiKeys>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        ListAccounts.Map(routes);
        CreateAccount.Map(routes);
        ChangeAccount.Map(routes);
        RenewAccountLink.Map(routes);
        ListKeys.Map(routes);
        CreateKey.Map(routes);
        RevokeKey.Map(routes);
    }

    /// <summary>A key for a program, made at the machine.</summary>
    /// <param name="services">A host's, whose schemas are ready.</param>
    /// <param name="name">1 to 64 characters.</param>
    /// <param name="role">viewer or operator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key.</returns>
    /// <exception cref="HostStartException">It can't be made, and the message says why.</exception>
    public static async Task<string> CreateKeyAsync(IServiceProvider services, string name, string role, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var invalid = new CreateKey.Validator().Validate(new CreateKey.Command(name, role));
        return !invalid.IsValid
            ? throw new HostStartException(string.Join(' ', invalid.Errors.Select(error => error.ErrorMessage)))
            : await scope.ServiceProvider.GetRequiredService<ApiKeys>().CreateAsync(name, role, by: "command line", cancellationToken)
                ?? throw new HostStartException($"There is a key named {name} already. Revoke it and choose another name.");
    }
}
