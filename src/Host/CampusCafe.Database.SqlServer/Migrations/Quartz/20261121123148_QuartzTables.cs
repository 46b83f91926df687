using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.SqlServer.Migrations.Quartz
{
    /// <inheritdoc />
    public partial class QuartzTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(QuartzDbContext.Name);
            foreach (var statement in QuartzTableScripts.Create("sqlServer"))
            {
                migrationBuilder.Sql(statement);
            }
        }
    }
}
