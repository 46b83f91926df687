SET LOCK_TIMEOUT 2000

SELECT TOP(1) [s].[id], [s].[counter], [s].[version]
FROM [source].[Speakers] AS [s]
WHERE [s].[id] = @p
-- @p uniqueidentifier

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[Speakers] ([id], [counter], [version])
VALUES (@p0, @p1, @p2);
-- @p0 uniqueidentifier, @p1 int = 3, @p2 bigint

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_deliveries] ([consumer], [key], [message_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2);
-- @p0 nvarchar(128), @p1 nvarchar(255), @p2 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_deliveries] ([consumer], [key], [message_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2);
-- @p0 nvarchar(128), @p1 nvarchar(255), @p2 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_deliveries] ([consumer], [key], [message_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2);
-- @p0 nvarchar(128), @p1 nvarchar(255), @p2 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_messages] ([aggregateid], [aggregatetype], [causation_id], [correlation_id], [id], [occurred_at], [payload], [traceparent], [type])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(255), @p1 nvarchar(128), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 datetime2, @p6 nvarchar(4000), @p7 nvarchar(128), @p8 nvarchar(128)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_messages] ([aggregateid], [aggregatetype], [causation_id], [correlation_id], [id], [occurred_at], [payload], [traceparent], [type])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(255), @p1 nvarchar(128), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 datetime2, @p6 nvarchar(4000), @p7 nvarchar(128), @p8 nvarchar(128)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [source].[outbox_messages] ([aggregateid], [aggregatetype], [causation_id], [correlation_id], [id], [occurred_at], [payload], [traceparent], [type])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8);
-- @p0 nvarchar(255), @p1 nvarchar(128), @p2 uniqueidentifier, @p3 nvarchar(128), @p4 uniqueidentifier, @p5 datetime2, @p6 nvarchar(4000), @p7 nvarchar(128), @p8 nvarchar(128)

-- COMMIT

