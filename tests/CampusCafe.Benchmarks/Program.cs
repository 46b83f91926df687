using System.CommandLine;
using CampusCafe.Benchmarks.Checkout;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.Benchmarks.Idle;
using CampusCafe.Benchmarks.Reliability;
using CampusCafe.Benchmarks.Soak;

return await new RootCommand("Figures of CampusCafe, and the long runs that prove its promises: checkout, idle and soak with the host and the simulators as processes and SQLite on disk; cluster with several hosts on PostgreSQL; crashes, faults, fuzz and simulate in one process.")
{
    HopCommand.Create(),
    CheckoutCommand.Create(),
    IdleCommand.Create(),
    SoakCommand.Create(),
    ClusterCommand.Create(),
    CrashesCommand.Create(),
    FaultsCommand.Create(),
    FuzzCommand.Create(),
    SimulateCommand.Create(),
    ContenderCommand.Create(),
}.Parse(args).InvokeAsync();
