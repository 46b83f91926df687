using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A batch in its transaction.</summary>
/// <param name="Services">Its scope.</param>
/// <param name="Context">The consumer's, without savepoints of its own.</param>
/// <param name="Transaction">The consumer's.</param>
internal sealed record BatchTransaction(IServiceProvider Services, ModuleDbContext Context, IDbContextTransaction Transaction);
