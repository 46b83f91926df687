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
WHERE [o].[sequence] = @sequences1
ORDER BY [o].[sequence]
-- @sequences1 bigint

SET LOCK_TIMEOUT 2000

SELECT TOP(@p) [d].[message_id], [d].[key], [d].[type], [d].[payload], [d].[correlation_id], [d].[causation_id], [d].[traceparent], [d].[occurred_at], [d].[attempts], [d].[errors]
FROM [target].[dead_letters] AS [d]
WHERE [d].[consumer] = @consumer AND [d].[status] = N'Redriving'
ORDER BY [d].[occurred_at], [d].[died_at]
-- @p int = 5, @consumer nvarchar(128)

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

ROLLBACK TRANSACTION [message];

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

-- COMMIT

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
UPDATE [o]
SET [o].[key] = [o].[key]
FROM [source].[outbox_deliveries] AS [o]
WHERE [o].[sequence] = @sequences1
-- @sequences1 bigint

DELETE FROM [o]
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @_8__locals1_consumer AND [o].[key] = @keys1 AND [o].[key] = @stalled1
-- @_8__locals1_consumer nvarchar(128), @keys1 nvarchar(255), @stalled1 nvarchar(255)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_stalls] ([consumer], [key], [attempts], [delivery_sequence], [errors], [last_error], [message_id], [next_attempt_at])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7);
-- @p0 nvarchar(128), @p1 nvarchar(255), @p2 int = 1, @p3 bigint, @p4 nvarchar(4000), @p5 nvarchar(2000), @p6 uniqueidentifier, @p7 datetime2

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

SELECT TOP(@p) [d].[message_id], [d].[key], [d].[type], [d].[payload], [d].[correlation_id], [d].[causation_id], [d].[traceparent], [d].[occurred_at], [d].[attempts], [d].[errors]
FROM [target].[dead_letters] AS [d]
WHERE [d].[consumer] = @consumer AND [d].[status] = N'Redriving'
ORDER BY [d].[occurred_at], [d].[died_at]
-- @p int = 5, @consumer nvarchar(128)

-- ROLLBACK

SET LOCK_TIMEOUT 2000

SELECT MIN([o].[next_attempt_at])
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @consumer
-- @consumer nvarchar(128)

