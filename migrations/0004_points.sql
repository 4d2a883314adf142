-- Earning rules and the points ledger.

-- A version of the earning rules, in force from a moment until the next one. `rule` is the JSON of
-- rules::points::EarningRules; `hash` its SHA-256. Append-only.
create table earning_rules (
    team_id bigint not null,
    id bigint not null,
    from_at bigint not null,
    rule text not null,
    hash text not null,
    reason text not null,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- One transfer of points from one account to another, so that every row balances. Append-only.
-- Accounts are (kind, owner); kinds are numbered in rules::points::account.
-- (cause, cause_id, leg) is the idempotency key: the same cause never posts twice.
create table posting (
    team_id bigint not null,
    seq bigint not null,
    cause bigint not null,              -- numbered in rules::points::cause
    cause_id bigint not null,
    leg bigint not null,
    sale_id bigint,                     -- the sale that earned or lost the points
    member_id bigint not null,          -- whose statement shows it; 0: nobody's
    from_kind bigint not null,
    from_owner bigint not null,
    to_kind bigint not null,
    to_owner bigint not null,
    points bigint not null check (points > 0 and points = cast(points as bigint)),
    rules_id bigint,                    -- version of the earning rules
    matures_at bigint,                  -- earned: when the return window ends
    expires_at bigint,                  -- available: when this lot expires
    lot bigint,                         -- the seq that made the lot this row takes from or gives back to
    reason text,
    by_id bigint,
    happened_at bigint not null,
    recorded_at bigint not null,
    hash text not null,                 -- SHA-256 (hex) over the hash before it and this row
    primary key (team_id, seq)
);
create unique index posting_cause on posting (team_id, cause, cause_id, leg);
create index posting_member on posting (team_id, member_id, seq);
create index posting_sale on posting (team_id, sale_id);
