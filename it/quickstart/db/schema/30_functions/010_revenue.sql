CREATE FUNCTION shop.revenue_cents(since timestamptz) RETURNS bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(sum(sale.price_cents), 0) FROM shop.sale WHERE sale.sold_at >= since;
END;
