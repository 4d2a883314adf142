-- Draws: what was planned, what was fixed before it, and what was done.

-- A draw. Append-only; what it is stands in its plans.
create table draw (
    team_id bigint not null,
    id bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- What a draw is to be: `plan` is the JSON of rules::prize::draw::Plan. The last one holds, and none
-- comes after its commitment. Append-only.
create table draw_plan (
    team_id bigint not null,
    draw_id bigint not null,
    id bigint not null,                 -- from 1 for each draw
    plan text not null,
    recorded_at bigint not null,
    primary key (team_id, draw_id, id)
);

-- What was fixed before it was drawn: the roster with its tickets (JSON of rules::prize::draw::Ticket),
-- the text of the rule, the seed that stays secret until the draw; of each the SHA-256 that was
-- published. Append-only.
create table draw_commitment (
    team_id bigint not null,
    draw_id bigint not null,
    roster text not null,
    rule text not null,
    seed text not null,
    roster_hash text not null,
    rule_hash text not null,
    seed_hash text not null,
    recorded_at bigint not null,
    primary key (team_id, draw_id)
);

-- What was done with a draw, and the state it led to; the last one holds, none: it is a draft.
-- Append-only.
create table draw_act (
    team_id bigint not null,
    draw_id bigint not null,
    seq bigint not null,                -- from 1 for each draw, without gaps
    act text not null,
    state text not null,
    reason text,
    public_word text,                   -- of the draw: what was mixed in
    number bigint,                      -- of somebody absent: their number in the sequence
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, draw_id, seq)
);
