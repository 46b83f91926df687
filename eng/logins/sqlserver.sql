-- A user for each module, with rights on its own schema and no other. First make a login each, as one who may:
--   CREATE LOGIN campuscafe_ordering WITH PASSWORD = '…';   and so on for inventory, payments, shipping, operations and quartz.
-- Then run this as the owner of the database, after the schemas were made by
-- `dotnet run --project src/Host/CampusCafe.Host -- migrate …`; running it again does no harm. Give each module its own
-- connection string (Database:Modules:Ordering:ConnectionString and so on). Later migrations are run by the owner, with `migrate`.
DECLARE @module sysname, @login sysname, @statement nvarchar(max);
DECLARE modules CURSOR LOCAL FAST_FORWARD FOR SELECT name FROM (VALUES (N'ordering'), (N'inventory'), (N'payments'), (N'shipping'), (N'accounts'), (N'operations'), (N'quartz')) AS module (name);
OPEN modules;
FETCH NEXT FROM modules INTO @module;
WHILE @@FETCH_STATUS = 0
BEGIN
  SET @login = N'campuscafe_' + @module;
  IF DATABASE_PRINCIPAL_ID(@login) IS NULL
  BEGIN
    -- A user that was made without a login can't be given one later.
    SET @statement = N'CREATE USER ' + QUOTENAME(@login) + N' FOR LOGIN ' + QUOTENAME(@login);
    EXEC sp_executesql @statement;
  END;

  SET @statement = N'GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::' + QUOTENAME(@module) + N' TO ' + QUOTENAME(@login);
  EXEC sp_executesql @statement;
  SET @statement = N'DENY INSERT, UPDATE, DELETE ON ' + QUOTENAME(@module) + N'.[__EFMigrationsHistory] TO ' + QUOTENAME(@login);
  EXEC sp_executesql @statement;
  FETCH NEXT FROM modules INTO @module;
END;
