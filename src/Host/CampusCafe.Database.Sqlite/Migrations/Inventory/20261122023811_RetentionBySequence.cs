using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.Sqlite.Migrations.Inventory
{
    /// <inheritdoc />
    public partial class RetentionBySequence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_messages_occurred_at",
                schema: "inventory",
                table: "outbox_messages");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_occurred_at",
                schema: "inventory",
                table: "outbox_messages",
                column: "occurred_at");
        }
    }
}
