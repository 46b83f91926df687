SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[dead_letters] AS [d]
        WHERE [d].[consumer] = @consumer AND [d].[status] = N'Redriving') THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @consumer nvarchar(128)

SET LOCK_TIMEOUT 2000

SELECT [o2].[c]
FROM (
    SELECT TOP(@p) 1 AS [c]
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
    SELECT TOP(@p) 2 AS [c]
    FROM [source].[outbox_stalls] AS [o1]
    WHERE [o1].[consumer] = @consumer3 AND ([o1].[next_attempt_at] <= @now OR [o1].[next_attempt_at] > @latest)
    ORDER BY [o1].[next_attempt_at]
) AS [o3]
-- @p int = 1, @consumer nvarchar(128), @consumer3 nvarchar(128), @now datetime2, @latest datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
EXEC sp_getapplock @Resource = @p0, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = @p1
-- @p0 nvarchar(4000), @p1 int = 2000

SET LOCK_TIMEOUT 2000

SELECT TOP(@p) [o].[consumer], [o].[key], [o].[attempts], [o].[delivery_sequence], [o].[errors], [o].[last_error], [o].[message_id], [o].[next_attempt_at]
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @consumer AND ([o].[next_attempt_at] <= @now OR [o].[next_attempt_at] > @latest)
ORDER BY [o].[next_attempt_at]
-- @p int = 5, @consumer nvarchar(128), @now datetime2, @latest datetime2

SET LOCK_TIMEOUT 2000

SELECT [o].[sequence], [o0].[id], [o].[key], [o0].[type], [o0].[payload], [o0].[correlation_id], [o0].[causation_id], [o0].[traceparent], [o0].[occurred_at]
FROM [source].[outbox_deliveries] AS [o]
INNER JOIN [source].[outbox_messages] AS [o0] ON [o].[message_id] = [o0].[id]
WHERE [o].[sequence] = @sequences1
ORDER BY [o].[sequence]
-- @sequences1 bigint

SELECT [i].[message_id]
FROM [target].[inbox_messages] AS [i]
WHERE [i].[consumer] = @consumer AND [i].[message_id] = @ids1
-- @consumer nvarchar(128), @ids1 uniqueidentifier

SAVE TRANSACTION [message];

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

ROLLBACK TRANSACTION [message];

SELECT [i].[message_id]
FROM [target].[inbox_messages] AS [i]
WHERE [i].[consumer] = @consumer AND [i].[message_id] = @ids1
-- @consumer nvarchar(128), @ids1 uniqueidentifier

SELECT [d].[message_id], [d].[consumer], [d].[attempts], [d].[causation_id], [d].[correlation_id], [d].[died_at], [d].[discard_reason], [d].[discarded_at], [d].[errors], [d].[key], [d].[occurred_at], [d].[payload], [d].[status], [d].[traceparent], [d].[type], [d].[version]
FROM [target].[dead_letters] AS [d]
WHERE [d].[consumer] = @consumer AND [d].[message_id] = @ids1
-- @consumer nvarchar(128), @ids1 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[dead_letters] ([consumer], [message_id], [attempts], [causation_id], [correlation_id], [died_at], [discard_reason], [discarded_at], [errors], [key], [occurred_at], [payload], [status], [traceparent], [type], [version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15);
-- @p0 nvarchar(128), @p1 uniqueidentifier, @p2 int = 3, @p3 uniqueidentifier, @p4 nvarchar(128), @p5 datetime2, @p6 nvarchar(500), @p7 datetime2, @p8 nvarchar(4000), @p9 nvarchar(255), @p10 datetime2, @p11 nvarchar(4000), @p12 nvarchar(128), @p13 nvarchar(128), @p14 nvarchar(128), @p15 bigint

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[inbox_messages] ([consumer], [message_id], [attempts], [handled_at], [outcome])
VALUES (@p0, @p1, @p2, @p3, @p4);
-- @p0 nvarchar(128), @p1 uniqueidentifier, @p2 int = 3, @p3 datetime2, @p4 nvarchar(128)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[outbox_messages] ([aggregateid], [aggregatetype], [causation_id], [correlation_id], [id], [occurred_at], [payload], [traceparent], [type])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(255), @p1 nvarchar(128), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 datetime2, @p6 nvarchar(4000), @p7 nvarchar(128), @p8 nvarchar(128)

-- COMMIT

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
DELETE FROM [o]
FROM [source].[outbox_deliveries] AS [o]
WHERE [o].[sequence] = @sequences1
-- @sequences1 bigint

DELETE FROM [o]
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @_8__locals1_consumer AND [o].[key] = @keys1 AND [o].[message_id] = @ended1
-- @_8__locals1_consumer nvarchar(128), @keys1 nvarchar(255), @ended1 uniqueidentifier

-- COMMIT

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
EXEC sp_getapplock @Resource = @p0, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = @p1
-- @p0 nvarchar(4000), @p1 int = 2000

SET LOCK_TIMEOUT 2000

SELECT MAX([o].[sequence])
FROM [source].[outbox_deliveries] AS [o]
WHERE [o].[consumer] = @consumer
-- @consumer nvarchar(128)

SET LOCK_TIMEOUT 2000

SELECT TOP(@p) [o].[sequence], [o1].[id], [o].[key], [o1].[type], [o1].[payload], [o1].[correlation_id], [o1].[causation_id], [o1].[traceparent], [o1].[occurred_at]
FROM [source].[outbox_deliveries] AS [o]
INNER JOIN [source].[outbox_messages] AS [o1] ON [o].[message_id] = [o1].[id]
WHERE [o].[consumer] = @consumer AND ISNULL((
    SELECT TOP(1) 1
    FROM [source].[outbox_stalls] AS [o0]
    WHERE [o0].[consumer] = [o].[consumer] AND [o0].[key] = [o].[key]), 0) <> 1 AND [o].[sequence] <= @newest
ORDER BY [o].[sequence]
-- @p int = 20, @consumer nvarchar(128), @newest bigint

SET LOCK_TIMEOUT 2000

SELECT TOP(@p) [o].[consumer], [o].[key], [o].[attempts], [o].[delivery_sequence], [o].[errors], [o].[last_error], [o].[message_id], [o].[next_attempt_at]
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @consumer AND ([o].[next_attempt_at] <= @now OR [o].[next_attempt_at] > @latest)
ORDER BY [o].[next_attempt_at]
-- @p int = 5, @consumer nvarchar(128), @now datetime2, @latest datetime2

SET LOCK_TIMEOUT 2000

SELECT [o].[sequence], [o0].[id], [o].[key], [o0].[type], [o0].[payload], [o0].[correlation_id], [o0].[causation_id], [o0].[traceparent], [o0].[occurred_at]
FROM [source].[outbox_deliveries] AS [o]
INNER JOIN [source].[outbox_messages] AS [o0] ON [o].[message_id] = [o0].[id]
WHERE 0 = 1
ORDER BY [o].[sequence]

-- ROLLBACK

SET LOCK_TIMEOUT 2000

SELECT MIN([o].[next_attempt_at])
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @consumer
-- @consumer nvarchar(128)

