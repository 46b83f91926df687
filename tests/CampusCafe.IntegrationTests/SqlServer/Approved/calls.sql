SET LOCK_TIMEOUT 2000

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

SET LOCK_TIMEOUT 2000

SELECT TOP(1) [o].[subject_id], [o].[operation], [o].[attempts], [o].[causation_id], [o].[correlation_id], [o].[created_at], [o].[due_at], [o].[first_sent_at], [o].[generation], [o].[hurry_after_try], [o].[last_detail], [o].[last_outcome], [o].[lease_owner], [o].[lease_until], [o].[module], [o].[order_id], [o].[settled_at], [o].[state], [o].[traceparent], [o].[version]
FROM [target].[outgoing_calls] AS [o]
WHERE [o].[subject_id] = @p AND [o].[operation] = @p1
-- @p uniqueidentifier, @p1 nvarchar(128)

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[outgoing_calls] ([operation], [subject_id], [attempts], [causation_id], [correlation_id], [created_at], [due_at], [first_sent_at], [generation], [hurry_after_try], [last_detail], [last_outcome], [lease_owner], [lease_until], [module], [order_id], [settled_at], [state], [traceparent], [version])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19);
-- @p0 nvarchar(128), @p1 uniqueidentifier, @p2 int = 0, @p3 uniqueidentifier, @p4 nvarchar(128), @p5 datetime2, @p6 datetime2, @p7 datetime2, @p8 int = 1, @p9 bit, @p10 nvarchar(2000), @p11 nvarchar(128), @p12 nvarchar(128), @p13 datetime2, @p14 nvarchar(128), @p15 uniqueidentifier, @p16 datetime2, @p17 nvarchar(128), @p18 nvarchar(128), @p19 bigint

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outgoing_calls] AS [o]
        WHERE [o].[state] IN (N'Open', N'Parked') AND ([o].[due_at] <= @now OR [o].[due_at] > @latestDue) AND ([o].[lease_until] IS NULL OR [o].[lease_until] <= @now2)) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @now datetime2, @latestDue datetime2, @now2 datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
SELECT TOP(@p) [o].[subject_id], [o].[operation], [o].[attempts], [o].[causation_id], [o].[correlation_id], [o].[created_at], [o].[due_at], [o].[first_sent_at], [o].[generation], [o].[hurry_after_try], [o].[last_detail], [o].[last_outcome], [o].[lease_owner], [o].[lease_until], [o].[module], [o].[order_id], [o].[settled_at], [o].[state], [o].[traceparent], [o].[version]
FROM [target].[outgoing_calls] AS [o]
WHERE [o].[state] IN (N'Open', N'Parked') AND ([o].[due_at] <= @now OR [o].[due_at] > @latestDue) AND ([o].[lease_until] IS NULL OR [o].[lease_until] <= @now2)
ORDER BY [o].[due_at]
-- @p int = 2, @now datetime2, @latestDue datetime2, @now2 datetime2

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [target].[outgoing_calls] SET [attempts] = @p0, [first_sent_at] = @p1, [lease_owner] = @p2, [lease_until] = @p3, [version] = @p4
OUTPUT 1
WHERE [operation] = @p5 AND [subject_id] = @p6 AND [version] = @p7;
-- @p5 nvarchar(128), @p6 uniqueidentifier, @p0 int = 1, @p1 datetime2, @p2 nvarchar(128), @p3 datetime2, @p4 bigint, @p7 bigint

-- COMMIT

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
SELECT TOP(1) [o].[subject_id], [o].[operation], [o].[attempts], [o].[causation_id], [o].[correlation_id], [o].[created_at], [o].[due_at], [o].[first_sent_at], [o].[generation], [o].[hurry_after_try], [o].[last_detail], [o].[last_outcome], [o].[lease_owner], [o].[lease_until], [o].[module], [o].[order_id], [o].[settled_at], [o].[state], [o].[traceparent], [o].[version]
FROM [target].[outgoing_calls] AS [o]
WHERE [o].[subject_id] = @p AND [o].[operation] = @p1
-- @p uniqueidentifier, @p1 nvarchar(128)

SELECT TOP(1) [l].[id], [l].[heard], [l].[last_outcome], [l].[version]
FROM [target].[Listeners] AS [l]
WHERE [l].[id] = @p
-- @p uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [target].[Listeners] SET [last_outcome] = @p0, [version] = @p1
OUTPUT 1
WHERE [id] = @p2 AND [version] = @p3;
-- @p2 uniqueidentifier, @p0 nvarchar(4000), @p1 bigint, @p3 bigint

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[outbox_messages] ([aggregateid], [aggregatetype], [causation_id], [correlation_id], [id], [occurred_at], [payload], [traceparent], [type])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(255), @p1 nvarchar(128), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 datetime2, @p6 nvarchar(4000), @p7 nvarchar(128), @p8 nvarchar(128)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[outgoing_call_tries] ([detail], [ended_at], [idempotency_key], [number], [operation], [order_id], [outcome], [started_at], [subject_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(2000), @p1 datetime2, @p2 nvarchar(255), @p3 int = 1, @p4 nvarchar(128), @p5 uniqueidentifier, @p6 nvarchar(128), @p7 datetime2, @p8 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
UPDATE [target].[outgoing_calls] SET [last_detail] = @p0, [last_outcome] = @p1, [settled_at] = @p2, [state] = @p3, [version] = @p4
OUTPUT 1
WHERE [operation] = @p5 AND [subject_id] = @p6 AND [version] = @p7;
-- @p5 nvarchar(128), @p6 uniqueidentifier, @p0 nvarchar(2000), @p1 nvarchar(128), @p2 datetime2, @p3 nvarchar(128), @p4 bigint, @p7 bigint

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outgoing_calls] AS [o]
        WHERE [o].[state] IN (N'Open', N'Parked') AND ([o].[due_at] <= @now OR [o].[due_at] > @latestDue) AND ([o].[lease_until] IS NULL OR [o].[lease_until] <= @now2)) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @now datetime2, @latestDue datetime2, @now2 datetime2

SET LOCK_TIMEOUT 2000

SELECT MIN(CASE
    WHEN [o].[lease_until] > @now THEN [o].[lease_until]
    ELSE [o].[due_at]
END)
FROM [target].[outgoing_calls] AS [o]
WHERE [o].[state] IN (N'Open', N'Parked') AND ([o].[lease_owner] <> @owner OR [o].[lease_owner] IS NULL)
-- @now datetime2, @owner nvarchar(128)

