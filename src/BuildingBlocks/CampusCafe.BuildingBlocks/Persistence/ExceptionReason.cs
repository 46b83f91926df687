using System.Data.Common;

namespace CampusCafe.BuildingBlocks.Persistence;

internal static class ExceptionReason
{
    /// <summary>In the words of the database's client, where it has some: what lies beneath is at times an error number without a text.</summary>
    public static string DatabaseReason(this Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException)
            {
                return cause.Message;
            }
        }

        return exception.GetBaseException().Message;
    }
}
