IF OBJECT_ID(N'[accounts].[__EFMigrationsHistory]') IS NULL
BEGIN
    IF SCHEMA_ID(N'accounts') IS NULL EXEC(N'CREATE SCHEMA [accounts];');
    CREATE TABLE [accounts].[__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    IF SCHEMA_ID(N'accounts') IS NULL EXEC(N'CREATE SCHEMA [accounts];');
END;

IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    CREATE TABLE [accounts].[accounts] (
        [account_id] uniqueidentifier NOT NULL,
        [role] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [is_disabled] bit NOT NULL,
        [created_at] datetime2 NOT NULL,
        [created_by] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [name] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [normalized_name] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [password_hash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [security_stamp] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [concurrency_stamp] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [lockout_end] datetime2 NULL,
        [lockout_enabled] bit NOT NULL,
        [access_failed_count] int NOT NULL,
        CONSTRAINT [PK_accounts] PRIMARY KEY ([account_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    CREATE TABLE [accounts].[api_keys] (
        [api_key_id] uniqueidentifier NOT NULL,
        [name] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [role] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [created_at] datetime2 NOT NULL,
        [created_by] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [revoked_at] datetime2 NULL,
        CONSTRAINT [PK_api_keys] PRIMARY KEY ([api_key_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    CREATE TABLE [accounts].[used_links] (
        [link_id] uniqueidentifier NOT NULL,
        [used_at] datetime2 NOT NULL,
        CONSTRAINT [PK_used_links] PRIMARY KEY ([link_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_accounts_normalized_name] ON [accounts].[accounts] ([normalized_name]);
END;

IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_api_keys_hash] ON [accounts].[api_keys] ([hash]);
END;

IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_api_keys_name] ON [accounts].[api_keys] ([name]);
END;

IF NOT EXISTS (
    SELECT * FROM [accounts].[__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122053857_Initial'
)
BEGIN
    INSERT INTO [accounts].[__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122053857_Initial', N'10.0.14');
END;

COMMIT;
GO

