SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [source].[outbox_deliveries] AS [o]
        INNER JOIN [source].[outbox_messages] AS [o0] ON [o].[message_id] = [o0].[id]
        LEFT JOIN [source].[outbox_stalls] AS [o1] ON [o].[consumer] = [o1].[consumer] AND [o].[key] = [o1].[key]
        WHERE [o].[consumer] = @consumer AND ([o1].[consumer] IS NULL OR [o1].[key] IS NULL OR [o1].[next_attempt_at] <= @now OR [o1].[next_attempt_at] > @latest)) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @consumer nvarchar(128), @now datetime2, @latest datetime2

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

SELECT TOP(@p) [o].[sequence], [o0].[id], [o].[key], [o0].[type], [o0].[payload], [o0].[correlation_id], [o0].[causation_id], [o0].[traceparent], [o0].[occurred_at], CASE
    WHEN [o1].[consumer] IS NULL OR [o1].[key] IS NULL THEN 0
    ELSE [o1].[attempts]
END, [o1].[errors]
FROM [source].[outbox_deliveries] AS [o]
INNER JOIN [source].[outbox_messages] AS [o0] ON [o].[message_id] = [o0].[id]
LEFT JOIN [source].[outbox_stalls] AS [o1] ON [o].[consumer] = [o1].[consumer] AND [o].[key] = [o1].[key]
WHERE [o].[consumer] = @consumer AND [o].[sequence] <= @bound AND ([o1].[consumer] IS NULL OR [o1].[key] IS NULL OR [o1].[next_attempt_at] <= @now OR [o1].[next_attempt_at] > @latest)
ORDER BY [o].[sequence]
-- @p int = 20, @consumer nvarchar(128), @bound bigint, @now datetime2, @latest datetime2

SELECT [i].[message_id]
FROM [target].[inbox_messages] AS [i]
WHERE [i].[consumer] = @consumer_Name AND [i].[message_id] = @ids1
-- @consumer_Name nvarchar(128), @ids1 uniqueidentifier

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

-- ROLLBACK

SET LOCK_TIMEOUT 2000

SELECT MAX([o].[sequence])
FROM [source].[outbox_deliveries] AS [o]
WHERE [o].[consumer] = @consumer
-- @consumer nvarchar(128)

SET LOCK_TIMEOUT 2000

SELECT TOP(@p) [o].[sequence], [o0].[id], [o].[key], [o0].[type], [o0].[payload], [o0].[correlation_id], [o0].[causation_id], [o0].[traceparent], [o0].[occurred_at], CASE
    WHEN [o1].[consumer] IS NULL OR [o1].[key] IS NULL THEN 0
    ELSE [o1].[attempts]
END, [o1].[errors]
FROM [source].[outbox_deliveries] AS [o]
INNER JOIN [source].[outbox_messages] AS [o0] ON [o].[message_id] = [o0].[id]
LEFT JOIN [source].[outbox_stalls] AS [o1] ON [o].[consumer] = [o1].[consumer] AND [o].[key] = [o1].[key]
WHERE [o].[consumer] = @consumer AND [o].[sequence] <= @bound AND ([o1].[consumer] IS NULL OR [o1].[key] IS NULL OR [o1].[next_attempt_at] <= @now OR [o1].[next_attempt_at] > @latest)
ORDER BY [o].[sequence]
-- @p int = 20, @consumer nvarchar(128), @bound bigint, @now datetime2, @latest datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
EXEC sp_getapplock @Resource = @p0, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = @p1
-- @p0 nvarchar(4000), @p1 int = 2000

SELECT [i].[message_id]
FROM [target].[inbox_messages] AS [i]
WHERE [i].[consumer] = @consumer_Name AND [i].[message_id] = @ids1
-- @consumer_Name nvarchar(128), @ids1 uniqueidentifier

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

-- ROLLBACK

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[inbox_messages] AS [i]
        WHERE [i].[message_id] = @message_MessageId AND [i].[consumer] = @consumer_Name) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @message_MessageId uniqueidentifier, @consumer_Name nvarchar(128)

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
UPDATE [o]
SET [o].[key] = [o].[key]
FROM [source].[outbox_deliveries] AS [o]
WHERE [o].[sequence] = @message_DeliverySequence
-- @message_DeliverySequence bigint

SELECT TOP(1) [o].[consumer], [o].[key], [o].[attempts], [o].[errors], [o].[last_error], [o].[message_id], [o].[next_attempt_at]
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @p AND [o].[key] = @p1
-- @p nvarchar(128), @p1 nvarchar(255)

SAVE TRANSACTION [__EFSavePoint];

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_stalls] ([consumer], [key], [attempts], [errors], [last_error], [message_id], [next_attempt_at])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6);
-- @p0 nvarchar(128), @p1 nvarchar(255), @p2 int = 1, @p3 nvarchar(4000), @p4 nvarchar(2000), @p5 uniqueidentifier, @p6 datetime2

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT MIN([o].[next_attempt_at])
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @consumer
-- @consumer nvarchar(128)

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

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [source].[outbox_deliveries] AS [o]
        INNER JOIN [source].[outbox_messages] AS [o0] ON [o].[message_id] = [o0].[id]
        LEFT JOIN [source].[outbox_stalls] AS [o1] ON [o].[consumer] = [o1].[consumer] AND [o].[key] = [o1].[key]
        WHERE [o].[consumer] = @consumer AND ([o1].[consumer] IS NULL OR [o1].[key] IS NULL OR [o1].[next_attempt_at] <= @now OR [o1].[next_attempt_at] > @latest)) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @consumer nvarchar(128), @now datetime2, @latest datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[dead_letters] AS [d]
        WHERE [d].[consumer] = @consumer AND [d].[status] = N'Redriving') THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @consumer nvarchar(128)

