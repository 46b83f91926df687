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
    WHERE [MigrationId] = N'20261122053911_Console'
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
    WHERE [MigrationId] = N'20261122053911_Console'
)
BEGIN
    INSERT INTO [operations].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122053911_Console', N'10.0.14');
END;

COMMIT;
GO

