using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.Sqlite.Migrations.Inventory
{
    /// <inheritdoc />
    public partial class DiscardDeadLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "discard_reason",
                schema: "inventory",
                table: "dead_letters",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "discarded_at",
                schema: "inventory",
                table: "dead_letters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_consumer_died_at",
                schema: "inventory",
                table: "dead_letters",
                columns: new[] { "consumer", "died_at" });

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_discarded_at",
                schema: "inventory",
                table: "dead_letters",
                column: "discarded_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_dead_letters_consumer_died_at",
                schema: "inventory",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "IX_dead_letters_discarded_at",
                schema: "inventory",
                table: "dead_letters");

            migrationBuilder.DropColumn(
                name: "discard_reason",
                schema: "inventory",
                table: "dead_letters");

            migrationBuilder.DropColumn(
                name: "discarded_at",
                schema: "inventory",
                table: "dead_letters");
        }
    }
}
