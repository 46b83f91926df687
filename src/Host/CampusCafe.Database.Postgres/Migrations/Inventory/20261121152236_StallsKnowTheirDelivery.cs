using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.Postgres.Migrations.Inventory
{
    /// <inheritdoc />
    public partial class StallsKnowTheirDelivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "delivery_sequence",
                schema: "inventory",
                table: "outbox_stalls",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "delivery_sequence",
                schema: "inventory",
                table: "outbox_stalls");
        }
    }
}
