package db.migrations;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

/** Release 2: what was sold, and for how much. */
@Migration(version = "20261015120000", name = "add_sales")
@Up({
    """
        CREATE TABLE shop.sale (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            book_id bigint NOT NULL REFERENCES shop.book (id),
            sold_at timestamptz NOT NULL DEFAULT now(),
            price_cents integer NOT NULL
        )
        """,
    """
        CREATE FUNCTION shop.revenue_cents(since timestamptz) RETURNS bigint
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT coalesce(sum(sale.price_cents), 0) FROM shop.sale WHERE sale.sold_at >= since;
        END
        """
})
@Down({"DROP FUNCTION shop.revenue_cents(timestamptz)", "DROP TABLE shop.sale"})
public final class AddSales {}
