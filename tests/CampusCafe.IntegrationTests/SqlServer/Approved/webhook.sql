SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[webhook_events] AS [w]
        WHERE [w].[id] = @eventId) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @eventId nvarchar(255)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[webhook_events] ([id], [received_at])
VALUES (@p0, @p1);
-- @p0 nvarchar(255), @p1 datetime2

-- COMMIT

