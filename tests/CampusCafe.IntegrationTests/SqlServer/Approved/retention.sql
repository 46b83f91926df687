SET LOCK_TIMEOUT 2000

SELECT TOP(1) [o].[sequence]
FROM [target].[outbox_messages] AS [o]
WHERE [o].[occurred_at] >= @oldest AND [o].[occurred_at] <= @now
ORDER BY [o].[sequence]
-- @oldest datetime2, @now datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outbox_messages] AS [o]
        WHERE [o].[sequence] < @end AND [o].[occurred_at] < @oldest AND NOT EXISTS (
            SELECT 1
            FROM [target].[outbox_deliveries] AS [o0]
            WHERE [o0].[message_id] = [o].[id])) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @end bigint, @oldest datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
DELETE FROM [o]
FROM [target].[outbox_messages] AS [o]
WHERE [o].[sequence] IN (
    SELECT TOP(@p) [o0].[sequence]
    FROM [target].[outbox_messages] AS [o0]
    WHERE [o0].[sequence] < @end AND [o0].[occurred_at] < @oldest AND NOT EXISTS (
        SELECT 1
        FROM [target].[outbox_deliveries] AS [o1]
        WHERE [o1].[message_id] = [o0].[id])
    ORDER BY [o0].[sequence]
)
-- @p int = 1000, @end bigint, @oldest datetime2

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outbox_messages] AS [o]
        WHERE [o].[sequence] < @end AND [o].[occurred_at] < @oldest AND NOT EXISTS (
            SELECT 1
            FROM [target].[outbox_deliveries] AS [o0]
            WHERE [o0].[message_id] = [o].[id])) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @end bigint, @oldest datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[inbox_messages] AS [i]
        WHERE [i].[handled_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
DELETE FROM [i]
FROM [target].[inbox_messages] AS [i]
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT TOP(@p) [i0].[message_id], [i0].[consumer]
        FROM [target].[inbox_messages] AS [i0]
        WHERE [i0].[handled_at] < @oldest
        ORDER BY [i0].[handled_at]
    ) AS [i1]
    WHERE [i1].[message_id] = [i].[message_id] AND [i1].[consumer] = [i].[consumer])
-- @p int = 1000, @oldest datetime2

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[inbox_messages] AS [i]
        WHERE [i].[handled_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[dead_letters] AS [d]
        WHERE [d].[discarded_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outgoing_call_tries] AS [o]
        WHERE [o].[ended_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
DELETE FROM [o]
FROM [target].[outgoing_call_tries] AS [o]
WHERE [o].[sequence] IN (
    SELECT TOP(@p) [o0].[sequence]
    FROM [target].[outgoing_call_tries] AS [o0]
    WHERE [o0].[ended_at] < @oldest
    ORDER BY [o0].[ended_at]
)
-- @p int = 1000, @oldest datetime2

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outgoing_call_tries] AS [o]
        WHERE [o].[ended_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outgoing_calls] AS [o]
        WHERE [o].[state] = N'Settled' AND [o].[settled_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
DELETE FROM [o]
FROM [target].[outgoing_calls] AS [o]
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT TOP(@p) [o0].[subject_id], [o0].[operation]
        FROM [target].[outgoing_calls] AS [o0]
        WHERE [o0].[state] = N'Settled' AND [o0].[settled_at] < @oldest
        ORDER BY [o0].[settled_at]
    ) AS [o1]
    WHERE [o1].[subject_id] = [o].[subject_id] AND [o1].[operation] = [o].[operation])
-- @p int = 1000, @oldest datetime2

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[outgoing_calls] AS [o]
        WHERE [o].[state] = N'Settled' AND [o].[settled_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[idempotency_keys] AS [i]
        WHERE [i].[created_at] < @oldestKey) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldestKey datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
DELETE FROM [i]
FROM [target].[idempotency_keys] AS [i]
WHERE EXISTS (
    SELECT 1
    FROM (
        SELECT TOP(@p) [i0].[caller], [i0].[key]
        FROM [target].[idempotency_keys] AS [i0]
        WHERE [i0].[created_at] < @oldestKey
        ORDER BY [i0].[created_at]
    ) AS [i1]
    WHERE [i1].[caller] = [i].[caller] AND [i1].[key] = [i].[key])
-- @p int = 1000, @oldestKey datetime2

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[idempotency_keys] AS [i]
        WHERE [i].[created_at] < @oldestKey) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldestKey datetime2

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[webhook_events] AS [w]
        WHERE [w].[received_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

SET LOCK_TIMEOUT 2000

-- BEGIN TRANSACTION
DELETE FROM [w]
FROM [target].[webhook_events] AS [w]
WHERE [w].[id] IN (
    SELECT TOP(@p) [w0].[id]
    FROM [target].[webhook_events] AS [w0]
    WHERE [w0].[received_at] < @oldest
    ORDER BY [w0].[received_at]
)
-- @p int = 1000, @oldest datetime2

-- COMMIT

SET LOCK_TIMEOUT 2000

SELECT CASE
    WHEN EXISTS (
        SELECT 1
        FROM [target].[webhook_events] AS [w]
        WHERE [w].[received_at] < @oldest) THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END
-- @oldest datetime2

