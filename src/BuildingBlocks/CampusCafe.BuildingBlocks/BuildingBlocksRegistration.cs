using System.Text.Json.Serialization;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Admission;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace CampusCafe.BuildingBlocks;

/// <summary>What all modules stand on, registered once by the host.</summary>
public static class BuildingBlocksRegistration
{
    /// <summary>64: relays, workers and timers of all modules at once; most of them wait for I/O.</summary>
    private const int MaxConcurrentJobs = 64;

    public static void AddBuildingBlocks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddMediatR();
        AddMessaging(services);
        AddTelemetry(services);
        AddHttp(builder);

        // The order matters: the schemas are there before the first job looks at them.
        services.AddSingleton<DatabaseGate>();
        services.AddSingleton<DatabasePreparation>();
        services.AddSingleton<DatabaseStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStartup>());
        services.AddHostedService<Rehearsal>();
        services.AddQuartz(quartz => quartz.UseDefaultThreadPool(MaxConcurrentJobs).AddJobMiddleware<NudgeTaker>().AddJobMiddleware<ShutdownGrace>().AddJobMiddleware<OutageBackoff>().AddJobMiddleware<JobWatch>());
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<JobBoard>();
        services.AddSingleton<IJobControl, JobControl>();
        services.AddHostedService<ClusterSchedule>();
        services.AddHostedService<ClockWatch>();
        services.AddHostedService<RelayLagGauges>();
    }

    /// <summary>In front of all routes.</summary>
    public static void UseBuildingBlocks(this WebApplication app)
    {
        app.UseMiddleware<RequestSpanMiddleware>();
        app.UseMiddleware<CorrelationMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<CharsetMiddleware>();
        app.UseMiddleware<DatabaseGateMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AdmissionMiddleware>();
    }

    private static void AddMessaging(IServiceCollection services)
    {
        services.AddSettings<MessagingOptions>(MessagingOptions.Section).Configure<IConfiguration>(ReadConsumers)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessagingOptions>, KnownConsumers>();
        services.AddSettings<OutgoingCallOptions>(OutgoingCallOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MessageCatalog>();
        services.AddSingleton<OutboxWriter>();
        services.AddSingleton<UnitOfWorkInterceptor>();
        services.AddSingleton<AfterCommitInterceptor>();
        services.AddSingleton<JobNudger>();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, KnownSchemas>();
        services.AddSingleton<OutageLog>();
        services.AddSingleton<DatabaseReadiness>();
        services.AddScoped<CurrentMessage>();
    }

    /// <summary>Once more, one by one: within a dictionary the binder passes over what it can't read.</summary>
    private static void ReadConsumers(MessagingOptions options, IConfiguration configuration)
    {
        foreach (var consumer in configuration.GetSection($"{MessagingOptions.Section}:{nameof(MessagingOptions.Consumers)}").GetChildren())
        {
            options.Consumers[consumer.Key] = consumer.Get<ConsumerRetryOptions>() ?? new();
        }
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddSettings<HealthOptions>(HealthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MessagingTelemetry>();
        services.AddSingleton<CallTelemetry>();
        services.AddSingleton<RelayLag>();
        services.AddSingleton(provider => new RelayReadiness(
            provider.GetRequiredService<RelayLag>(),
            provider.GetRequiredService<DatabaseGate>(),
            provider.GetRequiredService<OutageLog>(),
            provider.GetRequiredService<IOptions<HealthOptions>>()));
    }

    private static void AddHttp(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthorization();
        services.AddSettings<AdmissionOptions>(AdmissionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Lanes>();
        services.AddSingleton<Backlog>();
        services.AddSingleton<Idempotency>();
        services.AddSingleton<WebhookInbox>();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.AllowDuplicateProperties = false;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HttpLimits.MaxBodyBytes;
        });
    }
}
