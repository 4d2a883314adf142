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

-- What publishing a version changed at once, member by member: their sales and points. Append-only.
create table earning_rules_change (
    team_id bigint not null,
    rules_id bigint not null,
    member_id bigint not null,
    sales bigint not null,
    points bigint not null,
    primary key (team_id, rules_id, member_id)
);

-- One transfer of points from one account to another, so that every row balances. Append-only.
-- Accounts and causes are numbered in rules::points::account; a member's account is member_id's own.
-- (cause, cause_id, leg) is the idempotency key: the same cause never posts twice.
create table posting (
    team_id bigint not null,
    seq bigint not null,
    cause bigint not null,
    cause_id bigint not null,           -- of causes 1 to 6: the sale
    leg bigint not null,
    member_id bigint not null,          -- whose statement shows it
    from_account bigint not null,
    to_account bigint not null,
    points bigint not null check (points > 0 and points = cast(points as bigint)),
    rules_id bigint,                    -- version of the earning rules
    basis_fen bigint,                   -- the net amount they were applied to
    rate bigint,                        -- points per yuan; 10 000 is one point
    matures_at bigint,                  -- when the return window of what earned it ends
    expires_at bigint,                  -- when the lot it touches runs out
    lot bigint,                         -- the seq that made the lot it makes, takes from or gives back to
    sold_at bigint,                     -- of causes 1 to 6: the moment the sale counts for
    because bigint,                     -- of causes 1 to 6: after which change (rules::points::because) …
    because_id bigint,                  -- … and which one of that kind
    by_id bigint,
    reason text,
    happened_at bigint not null,
    recorded_at bigint not null,
    hash text not null,                 -- SHA-256 (hex) over the hash before it and this row
    primary key (team_id, seq)
);
create unique index posting_cause on posting (team_id, cause, cause_id, leg);
create index posting_member on posting (team_id, member_id, seq);

-- What sales earned and lost, for boards: a refund counts on its own date, for the branch and tier of
-- the moment of the sale.
create view earning as
select team_id, seq, member_id, cause_id as sale_id, happened_at, sold_at,
       case when cause <= 3 then points else -points end as points
from posting where cause between 1 and 6;

-- Each member's balances, kept beside the ledger so that no page has to add it up; `verify` does.
-- due_at is never later than the next maturity or expiry of theirs (9000000000000000: none).
create table points_balance (
    team_id bigint not null,
    member_id bigint not null,
    available bigint not null check (available = cast(available as bigint)),
    pending bigint not null check (pending = cast(pending as bigint)),
    owed bigint not null check (owed = cast(owed as bigint)),
    due_at bigint not null,
    primary key (team_id, member_id)
);
create index points_balance_due on points_balance (team_id, due_at);
create index points_balance_owed on points_balance (team_id, member_id) where owed <> 0;

-- Points granted by a person, with a reason. `request` is the caller's own key: the same request
-- grants once. Append-only.
create table points_grant (
    team_id bigint not null,
    id bigint not null,
    request text not null,
    member_id bigint not null,
    points bigint not null check (points > 0 and points = cast(points as bigint)),
    reason text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create unique index points_grant_request on points_grant (team_id, request);
create index points_grant_by on points_grant (team_id, by_id, recorded_at, points);

-- A grant taken back. Append-only.
create table points_grant_back (
    team_id bigint not null,
    grant_id bigint not null,
    reason text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, grant_id)
);
