IF OBJECT_ID(N'[inventory].[__EFMigrationsHistory]') IS NULL
BEGIN
    IF SCHEMA_ID(N'inventory') IS NULL EXEC(N'CREATE SCHEMA [inventory];');
    CREATE TABLE [inventory].[__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    IF SCHEMA_ID(N'inventory') IS NULL EXEC(N'CREATE SCHEMA [inventory];');
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[dead_letters] (
        [message_id] uniqueidentifier NOT NULL,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [type] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [causation_id] uniqueidentifier NULL,
        [traceparent] nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL,
        [occurred_at] datetime2 NOT NULL,
        [died_at] datetime2 NOT NULL,
        [status] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [attempts] int NOT NULL,
        [errors] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [version] bigint NOT NULL,
        CONSTRAINT [PK_dead_letters] PRIMARY KEY ([message_id], [consumer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[holds] (
        [order_id] uniqueidentifier NOT NULL,
        [status] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [items] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [expires_at] datetime2 NULL,
        [reason] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [version] bigint NOT NULL,
        CONSTRAINT [PK_holds] PRIMARY KEY ([order_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[idempotency_keys] (
        [caller] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [request_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [status_code] int NOT NULL,
        [location] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
        [body] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [created_at] datetime2 NOT NULL,
        CONSTRAINT [PK_idempotency_keys] PRIMARY KEY ([caller], [key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[inbox_messages] (
        [message_id] uniqueidentifier NOT NULL,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [handled_at] datetime2 NOT NULL,
        [attempts] int NOT NULL,
        [outcome] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_inbox_messages] PRIMARY KEY ([message_id], [consumer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[outbox_deliveries] (
        [sequence] bigint NOT NULL IDENTITY,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [message_id] uniqueidentifier NOT NULL,
        [key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_outbox_deliveries] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[outbox_messages] (
        [sequence] bigint NOT NULL IDENTITY,
        [id] uniqueidentifier NOT NULL,
        [aggregatetype] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [aggregateid] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [type] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [causation_id] uniqueidentifier NULL,
        [traceparent] nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL,
        [occurred_at] datetime2 NOT NULL,
        CONSTRAINT [PK_outbox_messages] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[outbox_stalls] (
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [message_id] uniqueidentifier NOT NULL,
        [attempts] int NOT NULL,
        [next_attempt_at] datetime2 NOT NULL,
        [last_error] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [errors] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_outbox_stalls] PRIMARY KEY ([consumer], [key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[stock_items] (
        [item_id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [on_hand] int NOT NULL,
        [held] int NOT NULL,
        [version] bigint NOT NULL,
        CONSTRAINT [PK_stock_items] PRIMARY KEY ([item_id]),
        CONSTRAINT [ck_stock_items_held] CHECK (held >= 0),
        CONSTRAINT [ck_stock_items_on_hand] CHECK (on_hand >= held)
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE TABLE [inventory].[stock_movements] (
        [sequence] bigint NOT NULL IDENTITY,
        [item_id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [kind] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [quantity] int NOT NULL,
        [order_id] uniqueidentifier NULL,
        [on_hand] int NOT NULL,
        [held] int NOT NULL,
        [at] datetime2 NOT NULL,
        CONSTRAINT [PK_stock_movements] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_status] ON [inventory].[dead_letters] ([consumer], [status]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_holds_status_expires_at] ON [inventory].[holds] ([status], [expires_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_idempotency_keys_created_at] ON [inventory].[idempotency_keys] ([created_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_messages_handled_at] ON [inventory].[inbox_messages] ([handled_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_deliveries_consumer_sequence] ON [inventory].[outbox_deliveries] ([consumer], [sequence]) INCLUDE ([message_id], [key]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_aggregateid] ON [inventory].[outbox_messages] ([aggregateid]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_outbox_messages_id] ON [inventory].[outbox_messages] ([id]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_occurred_at] ON [inventory].[outbox_messages] ([occurred_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    CREATE INDEX [IX_stock_movements_item_id] ON [inventory].[stock_movements] ([item_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103247_Initial'
)
BEGIN
    INSERT INTO [inventory].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121103247_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122334_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [inventory].[dead_letters] ADD [discard_reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122334_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [inventory].[dead_letters] ADD [discarded_at] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122334_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_died_at] ON [inventory].[dead_letters] ([consumer], [died_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122334_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_discarded_at] ON [inventory].[dead_letters] ([discarded_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122334_DiscardDeadLetters'
)
BEGIN
    INSERT INTO [inventory].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121122334_DiscardDeadLetters', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152243_StallsKnowTheirDelivery'
)
BEGIN
    ALTER TABLE [inventory].[outbox_stalls] ADD [delivery_sequence] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152243_StallsKnowTheirDelivery'
)
BEGIN
    INSERT INTO [inventory].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121152243_StallsKnowTheirDelivery', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023928_RetentionBySequence'
)
BEGIN
    DROP INDEX [IX_outbox_messages_occurred_at] ON [inventory].[outbox_messages];
END;

IF NOT EXISTS (
    SELECT * FROM [inventory].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023928_RetentionBySequence'
)
BEGIN
    INSERT INTO [inventory].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122023928_RetentionBySequence', N'10.0.14');
END;

COMMIT;
GO

