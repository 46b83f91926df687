using System.CommandLine;
using CampusCafe.Benchmarks.Checkout;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.Benchmarks.Idle;
using CampusCafe.Benchmarks.Micro;
using CampusCafe.Benchmarks.Pages;
using CampusCafe.Benchmarks.Reliability;
using CampusCafe.Benchmarks.Soak;

return await new RootCommand("Figures of CampusCafe, and the long runs that prove its promises. Figures: hop, latency and drain of its core on PostgreSQL, checkout and idle with hosts and simulators as processes there, sqlite on the embedded default, micro without a database, console with a long past behind it (fill makes one to look at). Promises: soak, cluster, crashes, faults, fuzz and simulate.")
{
    HopCommand.Create(),
    LatencyCommand.Create(),
    DrainCommand.Create(),
    CheckoutCommand.Create(),
    SqliteCommand.Create(),
    FillCommand.Create(),
    ConsoleCommand.Create(),
    MicroCommand.Create(),
    IdleCommand.Create(),
    SoakCommand.Create(),
    ClusterCommand.Create(),
    CrashesCommand.Create(),
    FaultsCommand.Create(),
    FuzzCommand.Create(),
    SimulateCommand.Create(),
    ContenderCommand.Create(),
}.Parse(args).InvokeAsync();
