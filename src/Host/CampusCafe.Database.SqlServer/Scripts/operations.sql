IF OBJECT_ID(N'[operations].[__EFMigrationsHistory]') IS NULL
BEGIN
    IF SCHEMA_ID(N'operations') IS NULL EXEC(N'CREATE SCHEMA [operations];');
    CREATE TABLE [operations].[__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121124947_Initial'
)
BEGIN
    IF SCHEMA_ID(N'operations') IS NULL EXEC(N'CREATE SCHEMA [operations];');
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121124947_Initial'
)
BEGIN
    CREATE TABLE [operations].[data_protection_keys] (
        [sequence] bigint NOT NULL IDENTITY,
        [name] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [xml] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_data_protection_keys] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121124947_Initial'
)
BEGIN
    INSERT INTO [operations].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121124947_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070701_Console'
)
BEGIN
    CREATE TABLE [operations].[actions] (
        [sequence] bigint NOT NULL IDENTITY,
        [person] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [person_kind] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [action] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [subject] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [state] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [note] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        [correlation_id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [begun_at] datetime2 NOT NULL,
        [ended_at] datetime2 NULL,
        CONSTRAINT [PK_actions] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070701_Console'
)
BEGIN
    CREATE TABLE [operations].[hosts] (
        [host_id] uniqueidentifier NOT NULL,
        [machine] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [process_id] int NOT NULL,
        [version] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [started_at] datetime2 NOT NULL,
        [seen_at] datetime2 NOT NULL,
        [running] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_hosts] PRIMARY KEY ([host_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070701_Console'
)
BEGIN
    CREATE TABLE [operations].[job_overrides] (
        [job] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [is_paused] bit NOT NULL,
        [schedule] nvarchar(120) COLLATE Latin1_General_100_BIN2 NULL,
        [interrupt_before] datetime2 NULL,
        [changed_by] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [changed_at] datetime2 NOT NULL,
        [version] int NOT NULL,
        CONSTRAINT [PK_job_overrides] PRIMARY KEY ([job])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070701_Console'
)
BEGIN
    CREATE TABLE [operations].[job_runs] (
        [sequence] bigint NOT NULL IDENTITY,
        [job] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [machine] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [host_id] uniqueidentifier NOT NULL,
        [is_by_hand] bit NOT NULL,
        [started_at] datetime2 NOT NULL,
        [duration_microseconds] bigint NOT NULL,
        [outcome] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [error] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_job_runs] PRIMARY KEY ([sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070701_Console'
)
BEGIN
    CREATE INDEX [IX_job_runs_job_sequence] ON [operations].[job_runs] ([job], [sequence]);
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070701_Console'
)
BEGIN
    CREATE INDEX [IX_job_runs_started_at] ON [operations].[job_runs] ([started_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [operations].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070701_Console'
)
BEGIN
    INSERT INTO [operations].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122070701_Console', N'10.0.14');
END;

COMMIT;
GO

