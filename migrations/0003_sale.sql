-- Orders, their later readings, refunds, imports, self-reported sales.

-- One confirmed import of one file (or of one hand entry, paste or approved report). Append-only.
create table import (
    team_id bigint not null,
    id bigint not null,
    kind text not null check (kind in ('file', 'hand', 'paste', 'report')),
    shop text not null,
    file_name text,
    file_hash text,
    exported_at bigint not null,
    amount_column text,
    rows_new bigint not null,
    rows_changed bigint not null,
    rows_unchanged bigint not null,
    rows_refused bigint not null,
    refunds bigint not null,
    first_sale_id bigint not null,      -- its new lines are numbered from here on, without gaps
    together_id bigint,                 -- the first import of the same upload, which is taken back with it; null: itself
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- An import taken back as a whole: its readings and refunds no longer hold. Append-only.
create table import_undo (
    team_id bigint not null,
    import_id bigint not null,
    reason text,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, import_id)
);

-- How a person mapped a table that no shop was recognised in, by the fingerprint of its headings. The last row holds.
create table mapping (
    team_id bigint not null,
    id bigint not null,
    fingerprint text not null,
    name text not null,
    mapping text not null,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index mapping_fingerprint on mapping (team_id, fingerprint, id);

-- One row an order line: who it is, what its first reading said, and what that reading contributed
-- (member_id, at, fen, orders, pieces; all zero while it does not count). Append-only.
create table sale (
    team_id bigint not null,
    id bigint not null,
    import_id bigint not null,
    shop text not null,
    order_no text not null,
    line_no text not null,
    item text not null,
    category text,
    state text not null,
    amount_fen bigint not null check (amount_fen = cast(amount_fen as bigint)),
    refunded_fen bigint not null default 0, -- given back so far, as this reading says
    quantity bigint not null,
    seller_key text,
    buyer_key bigint,
    placed_at bigint,
    paid_at bigint,
    finished_at bigint,
    -- the contribution
    member_id bigint not null,          -- 0: nobody yet
    at bigint not null,                 -- the moment the line counts for
    fen bigint not null check (fen = cast(fen as bigint)),
    orders bigint not null,
    pieces bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create unique index sale_order on sale (team_id, shop, order_no, line_no);
create index sale_unmatched on sale (team_id, shop, seller_key) where member_id = 0;

-- A later reading of a line. Of the tellings (first reading, later readings, sightings) whose import was not
-- undone, the one with the highest (exported_at, import_id) holds. Append-only.
create table sale_reading (
    team_id bigint not null,
    id bigint not null,
    sale_id bigint not null,
    import_id bigint not null,
    exported_at bigint not null,
    item text not null,
    category text,
    state text not null,
    amount_fen bigint not null check (amount_fen = cast(amount_fen as bigint)),
    refunded_fen bigint not null default 0, -- given back so far, as this reading says
    quantity bigint not null,
    seller_key text,
    buyer_key bigint,
    placed_at bigint,
    paid_at bigint,
    finished_at bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index sale_reading_sale on sale_reading (team_id, sale_id, exported_at, id);
create index sale_reading_import on sale_reading (team_id, import_id);

-- An export that said of a line just what an earlier reading did (0: the first). Append-only.
create table sale_sighting (
    team_id bigint not null,
    sale_id bigint not null,
    import_id bigint not null,
    exported_at bigint not null,
    reading_id bigint not null,
    primary key (team_id, sale_id, import_id)
);
create index sale_sighting_import on sale_sighting (team_id, import_id);

-- Money given back on a line, at its own time; a negative row corrects earlier ones. All rows add up to what
-- the reading that holds says, or to the total of the last row by hand where that is more. Append-only.
create table refund (
    team_id bigint not null,
    id bigint not null,
    sale_id bigint not null,
    import_id bigint,                   -- whose reading, or undoing, said it; null: entered by hand
    fen bigint not null check (fen = cast(fen as bigint)),
    total_fen bigint,                   -- by hand: what has been given back in all after it
    reason text,
    by_id bigint,
    happened_at bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index refund_sale on refund (team_id, sale_id);
create index refund_import on refund (team_id, import_id);

-- A correction of what a line contributes: refunds, later readings, matches of sellers, undone imports.
-- sum(sale) + sum(sale_entry) over a member and a window is what counts. Append-only.
create table sale_entry (
    team_id bigint not null,
    id bigint not null,
    sale_id bigint not null,
    cause text not null check (cause in ('reading', 'refund', 'match', 'undo')),
    cause_id bigint not null,           -- the import, the refund by hand, nothing, the import undone
    member_id bigint not null,
    at bigint not null,
    fen bigint not null check (fen = cast(fen as bigint)),
    orders bigint not null,
    pieces bigint not null,
    happened_at bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index sale_entry_sale on sale_entry (team_id, sale_id);

-- What counts, line by line: the one source of boards, totals and recounts.
create view journal as
select team_id, id as sale_id, member_id, at, fen, orders, pieces, recorded_at from sale
union all
select team_id, sale_id, member_id, at, fen, orders, pieces, recorded_at from sale_entry;

-- What category goods are of, as a person said, for sales at or after a moment. Of the rows of a product that
-- reach a sale the last recorded one holds; a null category hands back to what the shop's files say. Append-only.
create table product_category (
    team_id bigint not null,
    id bigint not null,
    shop text not null,
    item text not null,
    category text,
    from_at bigint not null,
    reason text,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- 报单: a member reports a sale; a leader approves it (it becomes a sale) or returns it with a reason.
create table report (
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    item text not null,
    category text,
    amount_fen bigint not null check (amount_fen > 0),
    quantity bigint not null check (quantity > 0),
    buyer text,
    note text,
    sold_at bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index report_member on report (team_id, member_id, id);

-- What was decided on a report; the row with the highest id holds, 'waiting' takes the one before back. Append-only.
create table report_decision (
    team_id bigint not null,
    id bigint not null,
    report_id bigint not null,
    standing text not null check (standing in ('waiting', 'approved', 'returned', 'withdrawn')),
    reason text,
    sale_id bigint,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index report_decision_report on report_decision (team_id, report_id, id);
