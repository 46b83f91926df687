using CampusCafe.Host;

return await CampusCafeHost.RunAsync(args, Console.Error);
