IF OBJECT_ID(N'[payments].[__EFMigrationsHistory]') IS NULL
BEGIN
    IF SCHEMA_ID(N'payments') IS NULL EXEC(N'CREATE SCHEMA [payments];');
    CREATE TABLE [payments].[__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    IF SCHEMA_ID(N'payments') IS NULL EXEC(N'CREATE SCHEMA [payments];');
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[dead_letters] (
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
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[inbox_messages] (
        [message_id] uniqueidentifier NOT NULL,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [handled_at] datetime2 NOT NULL,
        [attempts] int NOT NULL,
        [outcome] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_inbox_messages] PRIMARY KEY ([message_id], [consumer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[outbox_deliveries] (
        [sequence] bigint NOT NULL IDENTITY,
        [consumer] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [message_id] uniqueidentifier NOT NULL,
        [key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_outbox_deliveries] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[outbox_messages] (
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
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[outbox_stalls] (
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
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[outgoing_call_tries] (
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
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[outgoing_calls] (
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
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[payments] (
        [order_id] uniqueidentifier NOT NULL,
        [payment_id] uniqueidentifier NOT NULL,
        [status] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [payment_method] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [intent_id] nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
        [refusal_code] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [refusal_message] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        [created_at] datetime2 NOT NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [amount_amount] bigint NOT NULL,
        [amount_currency] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [version] bigint NOT NULL,
        CONSTRAINT [PK_payments] PRIMARY KEY ([order_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE TABLE [payments].[webhook_events] (
        [id] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [received_at] datetime2 NOT NULL,
        CONSTRAINT [PK_webhook_events] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_status] ON [payments].[dead_letters] ([consumer], [status]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_messages_handled_at] ON [payments].[inbox_messages] ([handled_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_deliveries_consumer_sequence] ON [payments].[outbox_deliveries] ([consumer], [sequence]) INCLUDE ([message_id], [key]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_aggregateid] ON [payments].[outbox_messages] ([aggregateid]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_outbox_messages_id] ON [payments].[outbox_messages] ([id]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_outbox_messages_occurred_at] ON [payments].[outbox_messages] ([occurred_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_outgoing_call_tries_order_id] ON [payments].[outgoing_call_tries] ([order_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_outgoing_calls_order_id] ON [payments].[outgoing_calls] ([order_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_outgoing_calls_state_due_at] ON [payments].[outgoing_calls] ([state], [due_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_payments_intent_id] ON [payments].[payments] ([intent_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_payments_payment_id] ON [payments].[payments] ([payment_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    CREATE INDEX [IX_webhook_events_received_at] ON [payments].[webhook_events] ([received_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121103257_Initial'
)
BEGIN
    INSERT INTO [payments].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121103257_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122340_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [payments].[dead_letters] ADD [discard_reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122340_DiscardDeadLetters'
)
BEGIN
    ALTER TABLE [payments].[dead_letters] ADD [discarded_at] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122340_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_consumer_died_at] ON [payments].[dead_letters] ([consumer], [died_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122340_DiscardDeadLetters'
)
BEGIN
    CREATE INDEX [IX_dead_letters_discarded_at] ON [payments].[dead_letters] ([discarded_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121122340_DiscardDeadLetters'
)
BEGIN
    INSERT INTO [payments].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121122340_DiscardDeadLetters', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152259_StallsKnowTheirDelivery'
)
BEGIN
    ALTER TABLE [payments].[outbox_stalls] ADD [delivery_sequence] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121152259_StallsKnowTheirDelivery'
)
BEGIN
    INSERT INTO [payments].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121152259_StallsKnowTheirDelivery', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121162317_RetentionFindsCalls'
)
BEGIN
    CREATE INDEX [IX_outgoing_calls_settled_at] ON [payments].[outgoing_calls] ([settled_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121162317_RetentionFindsCalls'
)
BEGIN
    CREATE INDEX [IX_outgoing_call_tries_ended_at] ON [payments].[outgoing_call_tries] ([ended_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121162317_RetentionFindsCalls'
)
BEGIN
    INSERT INTO [payments].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121162317_RetentionFindsCalls', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023937_RetentionBySequence'
)
BEGIN
    DROP INDEX [IX_outbox_messages_occurred_at] ON [payments].[outbox_messages];
END;

IF NOT EXISTS (
    SELECT * FROM [payments].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122023937_RetentionBySequence'
)
BEGIN
    INSERT INTO [payments].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122023937_RetentionBySequence', N'10.0.14');
END;

COMMIT;
GO

