SET LOCK_TIMEOUT 2000

SELECT TOP(1) [i].[caller], [i].[key], [i].[body], [i].[created_at], [i].[location], [i].[request_hash], [i].[status_code]
FROM [target].[idempotency_keys] AS [i]
WHERE [i].[caller] = @caller AND [i].[key] = @key
-- @caller nvarchar(128), @key nvarchar(255)

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
SELECT TOP(1) [i].[caller], [i].[key], [i].[body], [i].[created_at], [i].[location], [i].[request_hash], [i].[status_code]
FROM [target].[idempotency_keys] AS [i]
WHERE [i].[caller] = @caller AND [i].[key] = @key
-- @caller nvarchar(128), @key nvarchar(255)

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[Receipts] ([number], [order_id])
OUTPUT INSERTED.[sequence]
VALUES (@p0, @p1);
-- @p0 int = 1, @p1 uniqueidentifier

SET IMPLICIT_TRANSACTIONS OFF;
SET NOCOUNT ON;
INSERT INTO [target].[idempotency_keys] ([caller], [key], [body], [created_at], [location], [request_hash], [status_code])
VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6);
-- @p0 nvarchar(128), @p1 nvarchar(255), @p2 nvarchar(4000), @p3 datetime2, @p4 nvarchar(500), @p5 nvarchar(64), @p6 int = 201

-- COMMIT

