-- A login for each module, with rights on its own schema and no other. Run it as the owner of the schemas, after they were
-- made by `dotnet run --project src/Host/CampusCafe.Host -- migrate …`; running it again does no harm. Then give each
-- login a password (ALTER ROLE campuscafe_ordering PASSWORD '…') and each module its own connection string
-- (Database:Modules:Ordering:ConnectionString and so on). Later migrations are run by the owner, with `migrate`.
DO $$
DECLARE
  module text;
  login text;
BEGIN
  FOREACH module IN ARRAY ARRAY['ordering', 'inventory', 'payments', 'shipping', 'accounts', 'operations', 'quartz'] LOOP
    login := 'campuscafe_' || module;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', login);
    END IF;

    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', module, login);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', module, login);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', module, login);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I."__EFMigrationsHistory" FROM %I', module, login);

    -- What the owner's later migrations make.
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', module, login);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE ON SEQUENCES TO %I', module, login);
  END LOOP;
END $$;
