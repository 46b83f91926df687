using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.SqlServer.Migrations.Shipping
{
    /// <inheritdoc />
    public partial class RetentionFindsCalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_outgoing_calls_settled_at",
                schema: "shipping",
                table: "outgoing_calls",
                column: "settled_at");

            migrationBuilder.CreateIndex(
                name: "IX_outgoing_call_tries_ended_at",
                schema: "shipping",
                table: "outgoing_call_tries",
                column: "ended_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outgoing_calls_settled_at",
                schema: "shipping",
                table: "outgoing_calls");

            migrationBuilder.DropIndex(
                name: "IX_outgoing_call_tries_ended_at",
                schema: "shipping",
                table: "outgoing_call_tries");
        }
    }
}
