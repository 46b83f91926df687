using System.Globalization;
using CampusCafe.Host;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture; // One language in the log, and in what SQL Server's client can only be told apart by.
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
return await CampusCafeHost.RunAsync(args, Console.Error);
