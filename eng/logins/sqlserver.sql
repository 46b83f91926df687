-- A user for each module, with rights on its own schema and no other. Run it as the owner of the database, after the schemas
-- were made by `dotnet run --project src/Host/CampusCafe.Host -- migrate …`; running it again does no harm. The users have
-- no login yet: make one each (CREATE LOGIN … WITH PASSWORD = …; ALTER USER campuscafe_ordering WITH LOGIN = …), and give
-- each module its own connection string (Database:Modules:Ordering:ConnectionString and so on). Later migrations are run
-- by the owner, with `migrate`.
DECLARE @module sysname, @statement nvarchar(max);
DECLARE modules CURSOR LOCAL FAST_FORWARD FOR SELECT name FROM (VALUES (N'ordering'), (N'inventory'), (N'payments'), (N'shipping'), (N'operations'), (N'quartz')) AS module (name);
OPEN modules;
FETCH NEXT FROM modules INTO @module;
WHILE @@FETCH_STATUS = 0
BEGIN
  IF DATABASE_PRINCIPAL_ID(N'campuscafe_' + @module) IS NULL
  BEGIN
    SET @statement = N'CREATE USER ' + QUOTENAME(N'campuscafe_' + @module) + N' WITHOUT LOGIN';
    EXEC sp_executesql @statement;
  END;

  SET @statement = N'GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::' + QUOTENAME(@module) + N' TO ' + QUOTENAME(N'campuscafe_' + @module);
  EXEC sp_executesql @statement;
  FETCH NEXT FROM modules INTO @module;
END;
