using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Micro;

/// <summary><c>micro</c>: what a message costs this process where no database is asked.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "One measurement each, to see that they run" };
        var command = new Command("micro", "Nanoseconds and bytes of serialisation, dispatch and the interceptor, without a database") { quick };
        command.SetAction(options => Run(options.GetValue(quick)));
        return command;
    }

    private static int Run(bool quick)
    {
        // In this process: a project made anew for each benchmark would have to know this repository's build.
        var job = (quick ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(NullLogger.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "campuscafe-benchmarks"));
        var summary = BenchmarkRunner.Run<MessageBenchmarks>(config);
        MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Unicode);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            return 1;
        }

        Output.Line(new
        {
            benchmark = "micro",
            runs = summary.Reports.Select(report => new
            {
                name = report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
                nanoseconds = Math.Round(report.ResultStatistics!.Mean, 1),
                bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase),
            }),
            machine = Machine.Look(Path.GetTempPath()),
        });
        return 0;
    }
}
