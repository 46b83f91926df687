using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.Sqlite.Migrations.Shipping
{
    /// <inheritdoc />
    public partial class StallsKnowTheirDelivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "delivery_sequence",
                schema: "shipping",
                table: "outbox_stalls",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "delivery_sequence",
                schema: "shipping",
                table: "outbox_stalls");
        }
    }
}
