using System.Reflection;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Modules;

public static class ValidatorRegistration
{
    /// <summary>Every validator of the assembly: they keep nothing.</summary>
    public static void AddModuleValidators(this IServiceCollection services, Assembly assembly)
    {
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true))
        {
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        }
    }
}
