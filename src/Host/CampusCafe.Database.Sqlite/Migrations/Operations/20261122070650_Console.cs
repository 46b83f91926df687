using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.Sqlite.Migrations.Operations
{
    /// <inheritdoc />
    public partial class Console : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "actions",
                schema: "operations",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    person_kind = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    correlation_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    begun_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_actions", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "hosts",
                schema: "operations",
                columns: table => new
                {
                    host_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    machine = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    process_id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    running = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hosts", x => x.host_id);
                });

            migrationBuilder.CreateTable(
                name: "job_overrides",
                schema: "operations",
                columns: table => new
                {
                    job = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    is_paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    schedule = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    interrupt_before = table.Column<DateTime>(type: "TEXT", nullable: true),
                    changed_by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_overrides", x => x.job);
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                schema: "operations",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    job = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    machine = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    host_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_by_hand = table.Column<bool>(type: "INTEGER", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    duration_microseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_runs", x => x.sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_job_runs_job_sequence",
                schema: "operations",
                table: "job_runs",
                columns: new[] { "job", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_job_runs_started_at",
                schema: "operations",
                table: "job_runs",
                column: "started_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "actions",
                schema: "operations");

            migrationBuilder.DropTable(
                name: "hosts",
                schema: "operations");

            migrationBuilder.DropTable(
                name: "job_overrides",
                schema: "operations");

            migrationBuilder.DropTable(
                name: "job_runs",
                schema: "operations");
        }
    }
}
