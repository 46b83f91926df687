IF OBJECT_ID(N'[ordering].[__EFMigrationsHistory]') IS NULL
BEGIN
    IF SCHEMA_ID(N'ordering') IS NULL EXEC(N'CREATE SCHEMA [ordering];');
    CREATE TABLE [ordering].[__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    IF SCHEMA_ID(N'ordering') IS NULL EXEC(N'CREATE SCHEMA [ordering];');
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[dead_letters] (
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
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[idempotency_keys] (
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
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[inbox_messages] (
        [message_id] uniqueidentifier NOT NULL,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [handled_at] datetime2 NOT NULL,
        [attempts] int NOT NULL,
        [outcome] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_inbox_messages] PRIMARY KEY ([message_id], [consumer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[menu_items] (
        [item_id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [name] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [unit_price_amount] bigint NOT NULL,
        [unit_price_currency] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_menu_items] PRIMARY KEY ([item_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[orders] (
        [order_id] uniqueidentifier NOT NULL,
        [lines] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [customer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ship_to] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [payment_method] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [hold_time_to_live] bigint NOT NULL,
        [failure_message] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        [attention_reasons] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [placed_at] datetime2 NOT NULL,
        [updated_at] datetime2 NOT NULL,
        [deadline_at] datetime2 NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [saga_attention] int NOT NULL,
        [saga_cause] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [saga_goods] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [saga_payment] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [saga_shipment] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [saga_state] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [saga_stock] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [total_amount] bigint NOT NULL,
        [total_currency] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [version] bigint NOT NULL,
        CONSTRAINT [PK_orders] PRIMARY KEY ([order_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[outbox_deliveries] (
        [sequence] bigint NOT NULL IDENTITY,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [message_id] uniqueidentifier NOT NULL,
        [key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_outbox_deliveries] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[outbox_messages] (
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
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE TABLE [ordering].[outbox_stalls] (
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
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_status] ON [ordering].[dead_letters] ([consumer], [status]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE INDEX [IX_idempotency_keys_created_at] ON [ordering].[idempotency_keys] ([created_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_messages_handled_at] ON [ordering].[inbox_messages] ([handled_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE INDEX [IX_orders_deadline_at] ON [ordering].[orders] ([deadline_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_deliveries_consumer_sequence] ON [ordering].[outbox_deliveries] ([consumer], [sequence]) INCLUDE ([message_id], [key]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_aggregateid] ON [ordering].[outbox_messages] ([aggregateid]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_outbox_messages_id] ON [ordering].[outbox_messages] ([id]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_occurred_at] ON [ordering].[outbox_messages] ([occurred_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103237_Initial'
)
BEGIN
    INSERT INTO [ordering].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121103237_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122326_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [ordering].[dead_letters] ADD [discard_reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122326_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [ordering].[dead_letters] ADD [discarded_at] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122326_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_died_at] ON [ordering].[dead_letters] ([consumer], [died_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122326_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_discarded_at] ON [ordering].[dead_letters] ([discarded_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122326_DiscardDeadLetters'
)
BEGIN
    INSERT INTO [ordering].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121122326_DiscardDeadLetters', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152224_StallsKnowTheirDelivery'
)
BEGIN
    ALTER TABLE [ordering].[outbox_stalls] ADD [delivery_sequence] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152224_StallsKnowTheirDelivery'
)
BEGIN
    INSERT INTO [ordering].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121152224_StallsKnowTheirDelivery', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023918_RetentionBySequence'
)
BEGIN
    DROP INDEX [IX_outbox_messages_occurred_at] ON [ordering].[outbox_messages];
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023918_RetentionBySequence'
)
BEGIN
    INSERT INTO [ordering].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122023918_RetentionBySequence', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    ALTER TABLE [ordering].[orders] ADD [customer_email] nvarchar(254) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    ALTER TABLE [ordering].[orders] ADD [needs_attention] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    ALTER TABLE [ordering].[orders] ADD [shipped_at] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    EXEC(N'UPDATE ordering.orders SET customer_email = LOWER(JSON_VALUE(customer, ''$.email'')), needs_attention = CASE WHEN saga_attention <> 0 OR attention_reasons <> ''[]'' THEN 1 ELSE 0 END')
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    CREATE INDEX [IX_orders_correlation_id] ON [ordering].[orders] ([correlation_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    CREATE INDEX [IX_orders_customer_email] ON [ordering].[orders] ([customer_email]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    CREATE INDEX [IX_orders_needs_attention_placed_at] ON [ordering].[orders] ([needs_attention], [placed_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    CREATE INDEX [IX_orders_placed_at] ON [ordering].[orders] ([placed_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    CREATE INDEX [IX_orders_shipped_at] ON [ordering].[orders] ([shipped_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [ordering].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122055948_OrdersAreFound'
)
BEGIN
    INSERT INTO [ordering].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122055948_OrdersAreFound', N'10.0.14');
END;

COMMIT;
GO

