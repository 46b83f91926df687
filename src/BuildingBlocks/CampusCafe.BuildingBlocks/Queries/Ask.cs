using CampusCafe.BuildingBlocks.Contracts;
using MediatR;

namespace CampusCafe.BuildingBlocks.Queries;

/// <summary>A question on its way through MediatR; Contracts themselves reference no package.</summary>
public sealed record Ask<TQuery, TAnswer>(TQuery Query) : IRequest<TAnswer>
    where TQuery : IQuery<TAnswer>;

/// <summary>Answers one kind of question about its module. Reads only.</summary>
public abstract class QueryHandler<TQuery, TAnswer> : IRequestHandler<Ask<TQuery, TAnswer>, TAnswer>
    where TQuery : IQuery<TAnswer>
{
    public Task<TAnswer> Handle(Ask<TQuery, TAnswer> request, CancellationToken cancellationToken) =>
        AnswerAsync(request.Query, cancellationToken);

    protected abstract Task<TAnswer> AnswerAsync(TQuery query, CancellationToken cancellationToken);
}

public static class Asking
{
    /// <summary>Asks the module to which the query belongs.</summary>
    public static Task<TAnswer> AskAsync<TQuery, TAnswer>(this IMediator mediator, TQuery query, CancellationToken cancellationToken)
        where TQuery : IQuery<TAnswer> =>
        mediator.Send(new Ask<TQuery, TAnswer>(query), cancellationToken);
}
