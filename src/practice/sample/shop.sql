-- SPDX-License-Identifier: GPL-3.0-or-later
-- The sample database: a shop. Every value follows from its row number, so two shops are alike in every row.
-- sluice.rows says how many page events there are; the other large tables follow it. Keys of large tables come after
-- their rows: that takes half the time.
CREATE SCHEMA reporting;

CREATE TYPE order_status AS ENUM ('placed', 'paid', 'shipped', 'returned');

-- Five rows; a key of text.
CREATE TABLE currencies (code character(3) PRIMARY KEY, name text NOT NULL, symbol text NOT NULL);
INSERT INTO currencies VALUES ('EUR', 'Euro', '€'), ('USD', 'US dollar', '$'), ('GBP', 'Pound sterling', '£'),
  ('JPY', 'Yen', '¥'), ('CNY', 'Yuan', '¥');

-- An update cursor as it should be: never null, indexed.
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, name text NOT NULL, country character(2) NOT NULL,
  newsletter boolean NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
INSERT INTO customers
  SELECT i, 'customer' || i || '@example.com',
    (ARRAY['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Mei', 'José', 'Zoë'])[i % 8 + 1] || ' ' ||
    (ARRAY['Smith', 'Müller', 'García', 'Okafor', 'Tanaka', 'O''Brien', '李'])[i % 7 + 1],
    (ARRAY['DE', 'US', 'FR', 'GB', 'JP', 'CN', 'BR', 'NL'])[(i / 3) % 8 + 1], i % 3 = 0,
    '2024-01-01 08:00+00'::timestamptz + i * interval '37 minutes',
    '2024-01-01 08:00+00'::timestamptz + i * interval '37 minutes' + (i % 400) * interval '1 day 17 seconds'
  FROM generate_series(1, greatest(100, current_setting('sluice.rows')::int / 40)) i;
CREATE INDEX customers_updated_at ON customers (updated_at);

-- An update cursor without an index; columns of many types.
CREATE TABLE products (id integer PRIMARY KEY, sku text NOT NULL UNIQUE, title text NOT NULL,
  price numeric(10, 2) NOT NULL, weight_kg double precision, tags text[] NOT NULL, attributes jsonb, photo bytea,
  shelf_life interval, active boolean NOT NULL, updated_at timestamptz NOT NULL);
INSERT INTO products
  SELECT i, 'SKU-' || lpad(i::text, 6, '0'), 'Product ' || i || CASE WHEN i % 10 = 0 THEN E', boxed\nset "of two"' ELSE '' END,
    (i * 37 % 20000) / 100.0, CASE WHEN i % 7 = 0 THEN NULL ELSE (i % 900) / 70.0 END,
    ARRAY['group ' || i % 12, CASE WHEN i % 2 = 0 THEN 'new' ELSE 'a,b' END],
    CASE WHEN i % 5 = 0 THEN NULL ELSE jsonb_build_object('colour', (ARRAY['red', 'green', 'blue'])[i % 3 + 1], 'size', i % 9) END,
    CASE WHEN i % 50 = 0 THEN decode(md5(i::text), 'hex') END,
    CASE WHEN i % 11 = 0 THEN i % 90 * interval '1 day' END, i % 9 <> 0,
    '2025-03-01 00:00+00'::timestamptz + i * interval '53 minutes 0.123456 seconds'
  FROM generate_series(1, 1200) i;

-- A nullable update cursor.
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint NOT NULL, status order_status NOT NULL,
  total_cents integer NOT NULL, currency character(3) NOT NULL, placed_at timestamptz NOT NULL,
  updated_at timestamp);
INSERT INTO orders
  SELECT i, i % greatest(100, current_setting('sluice.rows')::int / 40) + 1,
    (ARRAY['placed', 'paid', 'shipped', 'returned'])[CASE WHEN i % 17 = 0 THEN 4 ELSE i % 3 + 1 END]::order_status,
    (i * 7919 % 90000) + 99, (ARRAY['EUR', 'USD', 'GBP', 'JPY', 'CNY'])[i % 5 + 1],
    '2024-02-01 00:00+00'::timestamptz + i * interval '9 minutes',
    CASE WHEN i % 101 = 0 THEN NULL ELSE '2024-02-01 00:00'::timestamp + i * interval '9 minutes' + (i % 30) * interval '1 hour' END
  FROM generate_series(1, greatest(200, current_setting('sluice.rows')::int / 8)) i;
ALTER TABLE orders ADD PRIMARY KEY (id), ADD FOREIGN KEY (currency) REFERENCES currencies;
CREATE INDEX orders_updated_at ON orders (updated_at);

-- A key of two columns, nothing that tells a change.
CREATE TABLE order_lines (order_id bigint NOT NULL, line_no integer NOT NULL, product_id integer NOT NULL,
  quantity smallint NOT NULL, unit_price numeric(10, 2) NOT NULL);
INSERT INTO order_lines
  SELECT o, n, (o * 31 + n * 7) % 1200 + 1, (o + n) % 5 + 1, ((o * 37 + n) % 20000) / 100.0
  FROM generate_series(1, greatest(200, current_setting('sluice.rows')::int / 8)) o, generate_series(1, 2 + (o % 2)::int) n;
ALTER TABLE order_lines ADD PRIMARY KEY (order_id, line_no);

-- Only created_at: changes to old rows cannot be seen.
CREATE TABLE payments (id uuid NOT NULL, order_id bigint NOT NULL, amount numeric(12, 2) NOT NULL, method text NOT NULL,
  created_at timestamptz NOT NULL);
INSERT INTO payments
  SELECT md5('payment ' || i)::uuid, i, ((i * 7919 % 90000) + 99) / 100.0,
    (ARRAY['card', 'transfer', 'invoice', 'wallet'])[i % 4 + 1],
    '2024-02-01 00:05+00'::timestamptz + i * interval '9 minutes'
  FROM generate_series(1, greatest(150, current_setting('sluice.rows')::int / 10)) i;
ALTER TABLE payments ADD PRIMARY KEY (id);

-- Append-only, no key.
CREATE TABLE audit_log (logged_at timestamptz NOT NULL, actor text NOT NULL, action text NOT NULL, entry jsonb);
INSERT INTO audit_log
  SELECT '2024-06-01 00:00+00'::timestamptz + i * interval '11 minutes 7 seconds', 'clerk' || i % 23,
    (ARRAY['login', 'refund', 'price change', 'export'])[i % 4 + 1],
    CASE WHEN i % 6 = 0 THEN NULL ELSE jsonb_build_object('order', i, 'note', 'line ' || i) END
  FROM generate_series(1, greatest(300, current_setting('sluice.rows')::int / 16)) i;
CREATE INDEX audit_log_logged_at ON audit_log (logged_at);

-- Append-only and large.
CREATE TABLE page_events (id bigint NOT NULL, occurred_at timestamptz NOT NULL, visitor integer NOT NULL,
  path text NOT NULL, referrer text, duration_ms real);
INSERT INTO page_events
  SELECT i, to_timestamp(1735689600 + i * 13), i % 40000,
    CASE i % 5 WHEN 0 THEN '/' WHEN 1 THEN '/basket' WHEN 2 THEN '/search' WHEN 3 THEN '/product/' || i % 1200
      ELSE '/account' END,
    CASE WHEN i % 4 > 0 THEN 'https://example.org/' || i % 60 END, (i % 9000) / 7.0::real
  FROM generate_series(1, current_setting('sluice.rows')::int) i;
ALTER TABLE page_events ADD PRIMARY KEY (id);

-- Looks like secrets.
CREATE TABLE api_tokens (id integer PRIMARY KEY, customer_id bigint NOT NULL, token_hash text NOT NULL,
  created_at timestamptz NOT NULL, last_used_at timestamptz);
INSERT INTO api_tokens
  SELECT i, i * 3, md5('token ' || i), '2025-01-01 00:00+00'::timestamptz + i * interval '1 day',
    CASE WHEN i % 2 = 0 THEN '2026-01-01 00:00+00'::timestamptz + i * interval '1 hour' END
  FROM generate_series(1, 40) i;

-- Row-level security: the reader sees one region.
CREATE TABLE support_notes (id uuid PRIMARY KEY, region text NOT NULL, body text NOT NULL, updated_at timestamptz NOT NULL);
INSERT INTO support_notes
  SELECT md5('note ' || i)::uuid, (ARRAY['eu', 'us', 'asia'])[i % 3 + 1], 'Note ' || i || ': called back, all is well.',
    '2025-05-01 00:00+00'::timestamptz + i * interval '41 minutes'
  FROM generate_series(1, 5000) i;
ALTER TABLE support_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY support_notes_eu ON support_notes FOR SELECT USING (region = 'eu');

-- Not for the reader.
CREATE TABLE payroll (employee_id integer PRIMARY KEY, month date NOT NULL, gross_cents integer NOT NULL);
INSERT INTO payroll SELECT i, '2026-01-01', 300000 + i * 1000 FROM generate_series(1, 80) i;

CREATE TABLE reporting.monthly_revenue (month date PRIMARY KEY, orders integer NOT NULL, revenue_cents bigint NOT NULL,
  refreshed_at timestamptz NOT NULL);
INSERT INTO reporting.monthly_revenue
  SELECT date_trunc('month', placed_at AT TIME ZONE 'UTC')::date, count(*), sum(total_cents), '2026-02-01 03:00+00'
  FROM orders GROUP BY 1;

-- A date to follow, no key.
CREATE TABLE reporting.stock_snapshots (day date NOT NULL, product_id integer NOT NULL, on_hand integer NOT NULL);
INSERT INTO reporting.stock_snapshots
  SELECT '2025-01-01'::date + d, p, (d * 13 + p * 7) % 500 FROM generate_series(0, 99) d, generate_series(1, 200) p;

CREATE VIEW reporting.daily_sales AS
  SELECT (placed_at AT TIME ZONE 'UTC')::date AS day, count(*) AS orders, sum(total_cents) AS revenue_cents
  FROM public.orders GROUP BY 1;

COMMENT ON TABLE page_events IS 'One row per page that a visitor saw';

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public, reporting TO shop_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public, reporting TO shop_reader;
REVOKE ALL ON payroll FROM shop_reader;

-- Near-real-time: the reader may replicate, and publish the tables that it may read.
ALTER ROLE shop_reader REPLICATION;
GRANT CREATE ON DATABASE shop TO shop_reader;
CREATE ROLE shop_publishers NOLOGIN;
GRANT shop_publishers TO shop_reader;
ALTER TABLE currencies OWNER TO shop_publishers;
ALTER TABLE customers OWNER TO shop_publishers;
ALTER TABLE products OWNER TO shop_publishers;
ALTER TABLE orders OWNER TO shop_publishers;
ALTER TABLE order_lines OWNER TO shop_publishers;
ALTER TABLE payments OWNER TO shop_publishers;
ALTER TABLE page_events OWNER TO shop_publishers;
ALTER TABLE api_tokens OWNER TO shop_publishers;
ALTER TABLE reporting.monthly_revenue OWNER TO shop_publishers;
ANALYZE;
