using System.Globalization;
using CampusCafe.Host;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
return await CampusCafeHost.RunAsync(args, Console.Error);
