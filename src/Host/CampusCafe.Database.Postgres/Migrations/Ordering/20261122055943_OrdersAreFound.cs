using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusCafe.Database.Postgres.Migrations.Ordering
{
    /// <inheritdoc />
    public partial class OrdersAreFound : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "customer_email",
                schema: "ordering",
                table: "orders",
                type: "character varying(254)",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "needs_attention",
                schema: "ordering",
                table: "orders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "shipped_at",
                schema: "ordering",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            // What the new columns say of orders that are there already.
            migrationBuilder.Sql("UPDATE ordering.orders SET customer_email = lower(customer::json ->> 'email'), needs_attention = saga_attention <> 0 OR attention_reasons <> '[]';");

            migrationBuilder.CreateIndex(
                name: "IX_orders_correlation_id",
                schema: "ordering",
                table: "orders",
                column: "correlation_id");

            migrationBuilder.CreateIndex(
                name: "IX_orders_customer_email",
                schema: "ordering",
                table: "orders",
                column: "customer_email");

            migrationBuilder.CreateIndex(
                name: "IX_orders_needs_attention_placed_at",
                schema: "ordering",
                table: "orders",
                columns: new[] { "needs_attention", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_placed_at",
                schema: "ordering",
                table: "orders",
                column: "placed_at");

            migrationBuilder.CreateIndex(
                name: "IX_orders_shipped_at",
                schema: "ordering",
                table: "orders",
                column: "shipped_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_orders_correlation_id",
                schema: "ordering",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_customer_email",
                schema: "ordering",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_needs_attention_placed_at",
                schema: "ordering",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_placed_at",
                schema: "ordering",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_shipped_at",
                schema: "ordering",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "customer_email",
                schema: "ordering",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "needs_attention",
                schema: "ordering",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "shipped_at",
                schema: "ordering",
                table: "orders");
        }
    }
}
