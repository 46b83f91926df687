using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.Postgres.Migrations.Shipping
{
    /// <inheritdoc />
    public partial class DiscardDeadLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "discard_reason",
                schema: "shipping",
                table: "dead_letters",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "discarded_at",
                schema: "shipping",
                table: "dead_letters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_consumer_died_at",
                schema: "shipping",
                table: "dead_letters",
                columns: new[] { "consumer", "died_at" });

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_discarded_at",
                schema: "shipping",
                table: "dead_letters",
                column: "discarded_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_dead_letters_consumer_died_at",
                schema: "shipping",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "IX_dead_letters_discarded_at",
                schema: "shipping",
                table: "dead_letters");

            migrationBuilder.DropColumn(
                name: "discard_reason",
                schema: "shipping",
                table: "dead_letters");

            migrationBuilder.DropColumn(
                name: "discarded_at",
                schema: "shipping",
                table: "dead_letters");
        }
    }
}
