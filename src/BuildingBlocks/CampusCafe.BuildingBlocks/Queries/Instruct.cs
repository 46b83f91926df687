using CampusCafe.BuildingBlocks.Contracts;
using MediatR;

namespace CampusCafe.BuildingBlocks.Queries;

/// <summary>An instruction on its way through MediatR; Contracts themselves reference no package.</summary>
public sealed record Instruct<TInstruction, TAnswer>(TInstruction Instruction) : IRequest<TAnswer>
    where TInstruction : IInstruction<TAnswer>;

/// <summary>Decides about one kind of instruction.</summary>
public abstract class InstructionHandler<TInstruction, TAnswer> : IRequestHandler<Instruct<TInstruction, TAnswer>, TAnswer>
    where TInstruction : IInstruction<TAnswer>
{
    public Task<TAnswer> Handle(Instruct<TInstruction, TAnswer> request, CancellationToken cancellationToken) =>
        DecideAsync(request.Instruction, cancellationToken);

    protected abstract Task<TAnswer> DecideAsync(TInstruction instruction, CancellationToken cancellationToken);
}

public static class Instructing
{
    /// <summary>Tells the module to which the instruction belongs.</summary>
    public static Task<TAnswer> InstructAsync<TInstruction, TAnswer>(this IMediator mediator, TInstruction instruction, CancellationToken cancellationToken)
        where TInstruction : IInstruction<TAnswer> =>
        mediator.Send(new Instruct<TInstruction, TAnswer>(instruction), cancellationToken);
}
