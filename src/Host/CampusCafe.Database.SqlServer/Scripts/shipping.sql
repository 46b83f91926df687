IF OBJECT_ID(N'[shipping].[__EFMigrationsHistory]') IS NULL
BEGIN
    IF SCHEMA_ID(N'shipping') IS NULL EXEC(N'CREATE SCHEMA [shipping];');
    CREATE TABLE [shipping].[__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    IF SCHEMA_ID(N'shipping') IS NULL EXEC(N'CREATE SCHEMA [shipping];');
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[dead_letters] (
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
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[inbox_messages] (
        [message_id] uniqueidentifier NOT NULL,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [handled_at] datetime2 NOT NULL,
        [attempts] int NOT NULL,
        [outcome] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_inbox_messages] PRIMARY KEY ([message_id], [consumer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[outbox_deliveries] (
        [sequence] bigint NOT NULL IDENTITY,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [message_id] uniqueidentifier NOT NULL,
        [key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_outbox_deliveries] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[outbox_messages] (
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
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[outbox_stalls] (
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
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[outgoing_call_tries] (
        [sequence] bigint NOT NULL IDENTITY,
        [subject_id] uniqueidentifier NOT NULL,
        [operation] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [order_id] uniqueidentifier NOT NULL,
        [number] int NOT NULL,
        [idempotency_key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [started_at] datetime2 NOT NULL,
        [ended_at] datetime2 NOT NULL,
        [outcome] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [detail] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_outgoing_call_tries] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[outgoing_calls] (
        [subject_id] uniqueidentifier NOT NULL,
        [operation] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [order_id] uniqueidentifier NOT NULL,
        [module] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [state] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [last_outcome] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [last_detail] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        [generation] int NOT NULL,
        [attempts] int NOT NULL,
        [due_at] datetime2 NOT NULL,
        [first_sent_at] datetime2 NULL,
        [lease_owner] nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL,
        [lease_until] datetime2 NULL,
        [hurry_after_try] bit NOT NULL,
        [created_at] datetime2 NOT NULL,
        [settled_at] datetime2 NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [causation_id] uniqueidentifier NULL,
        [traceparent] nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL,
        [version] bigint NOT NULL,
        CONSTRAINT [PK_outgoing_calls] PRIMARY KEY ([subject_id], [operation])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[shipments] (
        [order_id] uniqueidentifier NOT NULL,
        [shipment_id] uniqueidentifier NOT NULL,
        [status] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ship_to] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [items] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [tracking_number] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [refusal_message] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        [poll_at] datetime2 NOT NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [version] bigint NOT NULL,
        CONSTRAINT [PK_shipments] PRIMARY KEY ([order_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE TABLE [shipping].[webhook_events] (
        [id] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [received_at] datetime2 NOT NULL,
        CONSTRAINT [PK_webhook_events] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_status] ON [shipping].[dead_letters] ([consumer], [status]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_messages_handled_at] ON [shipping].[inbox_messages] ([handled_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_deliveries_consumer_sequence] ON [shipping].[outbox_deliveries] ([consumer], [sequence]) INCLUDE ([message_id], [key]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_aggregateid] ON [shipping].[outbox_messages] ([aggregateid]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_outbox_messages_id] ON [shipping].[outbox_messages] ([id]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_occurred_at] ON [shipping].[outbox_messages] ([occurred_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_outgoing_call_tries_order_id] ON [shipping].[outgoing_call_tries] ([order_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_outgoing_calls_order_id] ON [shipping].[outgoing_calls] ([order_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_outgoing_calls_state_due_at] ON [shipping].[outgoing_calls] ([state], [due_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_shipments_shipment_id] ON [shipping].[shipments] ([shipment_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_shipments_status_poll_at] ON [shipping].[shipments] ([status], [poll_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    CREATE INDEX [IX_webhook_events_received_at] ON [shipping].[webhook_events] ([received_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103304_Initial'
)
BEGIN
    INSERT INTO [shipping].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121103304_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122345_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [shipping].[dead_letters] ADD [discard_reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122345_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [shipping].[dead_letters] ADD [discarded_at] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122345_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_died_at] ON [shipping].[dead_letters] ([consumer], [died_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122345_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_discarded_at] ON [shipping].[dead_letters] ([discarded_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122345_DiscardDeadLetters'
)
BEGIN
    INSERT INTO [shipping].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121122345_DiscardDeadLetters', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152313_StallsKnowTheirDelivery'
)
BEGIN
    ALTER TABLE [shipping].[outbox_stalls] ADD [delivery_sequence] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152313_StallsKnowTheirDelivery'
)
BEGIN
    INSERT INTO [shipping].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121152313_StallsKnowTheirDelivery', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121162328_RetentionFindsCalls'
)
BEGIN
    CREATE INDEX [IX_outgoing_calls_settled_at] ON [shipping].[outgoing_calls] ([settled_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121162328_RetentionFindsCalls'
)
BEGIN
    CREATE INDEX [IX_outgoing_call_tries_ended_at] ON [shipping].[outgoing_call_tries] ([ended_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121162328_RetentionFindsCalls'
)
BEGIN
    INSERT INTO [shipping].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121162328_RetentionFindsCalls', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023947_RetentionBySequence'
)
BEGIN
    DROP INDEX [IX_outbox_messages_occurred_at] ON [shipping].[outbox_messages];
END;

IF NOT EXISTS (
    SELECT * FROM [shipping].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023947_RetentionBySequence'
)
BEGIN
    INSERT INTO [shipping].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122023947_RetentionBySequence', N'10.0.14');
END;

COMMIT;
GO

