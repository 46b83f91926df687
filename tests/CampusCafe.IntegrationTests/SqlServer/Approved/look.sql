SET LOCK_TIMEOUT 2000

SELECT [o2].[c]
FROM (
    SELECT TOP(@p) @relay AS [c]
    FROM [source].[outbox_deliveries] AS [o]
    WHERE [o].[consumer] = @consumer AND ISNULL((
        SELECT TOP(1) 1
        FROM [source].[outbox_stalls] AS [o0]
        WHERE [o0].[consumer] = [o].[consumer] AND [o0].[key] = [o].[key]), 0) <> 1
    ORDER BY [o].[sequence]
) AS [o2]
UNION ALL
SELECT [o3].[c]
FROM (
    SELECT TOP(@p) @relay AS [c]
    FROM [source].[outbox_stalls] AS [o1]
    WHERE [o1].[consumer] = @consumer4 AND ([o1].[next_attempt_at] <= @now OR [o1].[next_attempt_at] > @latest)
    ORDER BY [o1].[next_attempt_at]
) AS [o3]
UNION ALL
SELECT [o7].[c]
FROM (
    SELECT TOP(@p) @relay12 AS [c]
    FROM [source].[outbox_deliveries] AS [o4]
    WHERE [o4].[consumer] = @consumer9 AND ISNULL((
        SELECT TOP(1) 1
        FROM [source].[outbox_stalls] AS [o5]
        WHERE [o5].[consumer] = [o4].[consumer] AND [o5].[key] = [o4].[key]), 0) <> 1
    ORDER BY [o4].[sequence]
) AS [o7]
UNION ALL
SELECT [o8].[c]
FROM (
    SELECT TOP(@p) @relay12 AS [c]
    FROM [source].[outbox_stalls] AS [o6]
    WHERE [o6].[consumer] = @consumer13 AND ([o6].[next_attempt_at] <= @now14 OR [o6].[next_attempt_at] > @latest15)
    ORDER BY [o6].[next_attempt_at]
) AS [o8]
-- @p int = 1, @relay nvarchar(4000), @consumer nvarchar(128), @consumer4 nvarchar(128), @now datetime2, @latest datetime2, @relay12 nvarchar(4000), @consumer9 nvarchar(128), @consumer13 nvarchar(128), @now14 datetime2, @latest15 datetime2

SET LOCK_TIMEOUT 2000

SELECT [d0].[c]
FROM (
    SELECT TOP(@p) @relay AS [c]
    FROM [target].[dead_letters] AS [d]
    WHERE [d].[consumer] = @consumer AND [d].[status] = N'Redriving'
    ORDER BY [d].[status]
) AS [d0]
UNION ALL
SELECT [o0].[c]
FROM (
    SELECT TOP(@p) @calls AS [c]
    FROM [target].[outgoing_calls] AS [o]
    WHERE [o].[state] IN (N'Open', N'Parked')
    ORDER BY [o].[state], [o].[due_at]
) AS [o0]
-- @p int = 1, @relay nvarchar(4000), @consumer nvarchar(128), @calls nvarchar(4000)

