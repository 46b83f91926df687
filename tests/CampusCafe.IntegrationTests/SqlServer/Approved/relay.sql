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

SELECT [i].[message_id]
FROM [target].[inbox_messages] AS [i]
WHERE [i].[consumer] = @consumer AND [i].[message_id] IN (@ids1, @ids2, @ids3)
-- @consumer nvarchar(128), @ids1 uniqueidentifier, @ids2 uniqueidentifier, @ids3 uniqueidentifier

SAVE TRANSACTION [message];

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

INSERT INTO [target].[inbox_messages] (message_id, consumer, handled_at, attempts, outcome) VALUES (@p3, @p0, @p1, @p4, @p2), (@p5, @p0, @p1, @p6, @p2), (@p7, @p0, @p1, @p8, @p2)
-- @p0 nvarchar(4000), @p1 datetime2, @p2 nvarchar(4000), @p3 uniqueidentifier, @p4 int = 1, @p5 uniqueidentifier, @p6 int = 1, @p7 uniqueidentifier, @p8 int = 1

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[Listeners] ([id], [heard], [last_outcome], [version])
VALUES (@p0, @p1, @p2, @p3);
-- @p0 uniqueidentifier, @p1 int = 1, @p2 nvarchar(4000), @p3 bigint

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[Listeners] ([id], [heard], [last_outcome], [version])
VALUES (@p0, @p1, @p2, @p3);
-- @p0 uniqueidentifier, @p1 int = 1, @p2 nvarchar(4000), @p3 bigint

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[Listeners] ([id], [heard], [last_outcome], [version])
VALUES (@p0, @p1, @p2, @p3);
-- @p0 uniqueidentifier, @p1 int = 1, @p2 nvarchar(4000), @p3 bigint

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[Receipts] ([number], [order_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1);
-- @p0 int = 1, @p1 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[Receipts] ([number], [order_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1);
-- @p0 int = 1, @p1 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[Receipts] ([number], [order_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1);
-- @p0 int = 1, @p1 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[outbox_messages] ([aggregateid], [aggregatetype], [causation_id], [correlation_id], [id], [occurred_at], [payload], [traceparent], [type])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(255), @p1 nvarchar(128), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 datetime2, @p6 nvarchar(4000), @p7 nvarchar(128), @p8 nvarchar(128)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[outbox_messages] ([aggregateid], [aggregatetype], [causation_id], [correlation_id], [id], [occurred_at], [payload], [traceparent], [type])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(255), @p1 nvarchar(128), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 datetime2, @p6 nvarchar(4000), @p7 nvarchar(128), @p8 nvarchar(128)

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
WHERE [o].[sequence] IN (@sequences1, @sequences2, @sequences3)
-- @sequences1 bigint, @sequences2 bigint, @sequences3 bigint

DELETE FROM [o]
FROM [source].[outbox_stalls] AS [o]
WHERE [o].[consumer] = @_8__locals1_consumer AND [o].[key] IN (@keys1, @keys2, @keys3) AND [o].[message_id] IN (@ended1, @ended2, @ended3)
-- @_8__locals1_consumer nvarchar(128), @keys1 nvarchar(255), @keys2 nvarchar(255), @keys3 nvarchar(255), @ended1 uniqueidentifier, @ended2 uniqueidentifier, @ended3 uniqueidentifier

-- COMMIT

