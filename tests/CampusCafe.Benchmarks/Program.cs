using System.CommandLine;
using CampusCafe.Benchmarks.Checkout;
using CampusCafe.Benchmarks.Idle;
using CampusCafe.Benchmarks.Soak;

return await new RootCommand("Figures and soaks of CampusCafe: the host and the simulators as processes, SQLite on disk. Each prints a table and one line of JSON.")
{
    CheckoutCommand.Create(),
    IdleCommand.Create(),
    SoakCommand.Create(),
}.Parse(args).InvokeAsync();
