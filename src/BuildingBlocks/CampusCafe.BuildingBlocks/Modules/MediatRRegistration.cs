using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CampusCafe.BuildingBlocks.Modules;

internal static class MediatRRegistration
{
    public static void AddMediatR(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
    }

    /// <summary>Every closed request and notification handler of the assembly.</summary>
    public static void AddMediatRHandlers(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }))
        {
            foreach (var handled in type.GetInterfaces().Where(IsHandler))
            {
                services.TryAddEnumerable(ServiceDescriptor.Transient(handled, type));
            }
        }
    }

    private static bool IsHandler(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) || type.GetGenericTypeDefinition() == typeof(INotificationHandler<>));
}
