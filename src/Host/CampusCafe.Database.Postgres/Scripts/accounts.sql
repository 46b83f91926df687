DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM pg_namespace WHERE nspname = 'accounts') THEN
        CREATE SCHEMA accounts;
    END IF;
END $EF$;
CREATE TABLE IF NOT EXISTS accounts."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
        IF NOT EXISTS(SELECT 1 FROM pg_namespace WHERE nspname = 'accounts') THEN
            CREATE SCHEMA accounts;
        END IF;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
    CREATE TABLE accounts.accounts (
        account_id uuid NOT NULL,
        role character varying(32) NOT NULL,
        is_disabled boolean NOT NULL,
        created_at timestamp with time zone NOT NULL,
        created_by character varying(64) NOT NULL,
        name character varying(64) NOT NULL,
        normalized_name character varying(64) NOT NULL,
        password_hash text,
        security_stamp character varying(64),
        concurrency_stamp character varying(64),
        lockout_end timestamp with time zone,
        lockout_enabled boolean NOT NULL,
        access_failed_count integer NOT NULL,
        CONSTRAINT "PK_accounts" PRIMARY KEY (account_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
    CREATE TABLE accounts.api_keys (
        api_key_id uuid NOT NULL,
        name character varying(64) NOT NULL,
        hash character varying(64) NOT NULL,
        role character varying(32) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        created_by character varying(64) NOT NULL,
        revoked_at timestamp with time zone,
        CONSTRAINT "PK_api_keys" PRIMARY KEY (api_key_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
    CREATE TABLE accounts.used_links (
        link_id uuid NOT NULL,
        used_at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_used_links" PRIMARY KEY (link_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
    CREATE UNIQUE INDEX "IX_accounts_normalized_name" ON accounts.accounts (normalized_name);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
    CREATE UNIQUE INDEX "IX_api_keys_hash" ON accounts.api_keys (hash);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
    CREATE UNIQUE INDEX "IX_api_keys_name" ON accounts.api_keys (name);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM accounts."__EFMigrationsHistory" WHERE "MigrationId" = '20261122053852_Initial') THEN
    INSERT INTO accounts."__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122053852_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

