using CampusCafe.BuildingBlocks.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CampusCafe.UnitTests.Http;

public sealed class ProblemWriterTests
{
    [Fact]
    public async Task Given_a_client_who_has_gone_When_a_problem_is_written_Then_that_is_no_failure()
    {
        var http = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };

        var thrown = await Record.ExceptionAsync(async () => await new ProblemWriter(Options.Create(new JsonOptions()))
            .WriteAsync(new() { HttpContext = http, ProblemDetails = StatusProblems.Of(StatusCodes.Status400BadRequest) }));

        Assert.Null(thrown);
    }
}
