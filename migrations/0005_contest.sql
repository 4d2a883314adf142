-- Contests: their rules, what was done with them, who takes part, how they ended.

create table contest (
    team_id bigint not null,
    id bigint not null,
    by_id bigint not null,              -- who runs it
    copied_from bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- A version of a contest's rule; the last holds. `rule` is the JSON of rules::contest::Rule, `hash` its SHA-256.
-- The versions of a draft are how it came about; from its publishing on each is told to all. Append-only.
create table contest_rule (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    rule text not null,
    hash text not null,
    reason text,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_rule_contest on contest_rule (team_id, contest_id, id);

-- What people did with a contest; the last state holds, time does the rest (rules::contest::life). Append-only.
create table contest_act (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    act text not null,
    state text not null,
    rule_id bigint not null,
    reason text,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_act_contest on contest_act (team_id, contest_id, id);

-- What draws and ties are decided by. Its hash is published with the rule, the seed when the result is final. Append-only.
create table contest_seed (
    team_id bigint not null,
    contest_id bigint not null,
    seed text not null,
    recorded_at bigint not null,
    primary key (team_id, contest_id)
);

-- How far the books reached when a contest froze: what was recorded later stays hidden until it is revealed. Append-only.
create table contest_freeze (
    team_id bigint not null,
    contest_id bigint not null,
    frozen_at bigint not null,
    sale_mark bigint not null,
    entry_mark bigint not null,
    posting_mark bigint not null,
    recorded_at bigint not null,
    primary key (team_id, contest_id, frozen_at)
);

-- Who entered (1) or left again (0); the last row of a member holds. Append-only.
create table contest_entry (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    member_id bigint not null,
    enters bigint not null check (enters in (0, 1)),
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_entry_contest on contest_entry (team_id, contest_id, member_id, id);

-- 打卡: one row a member and business day. `at` is the moment. Append-only.
create table contest_check_in (
    team_id bigint not null,
    contest_id bigint not null,
    member_id bigint not null,
    day text not null,
    at bigint not null,
    primary key (team_id, contest_id, member_id, day)
);

-- A number entered by hand for one of the rule's measures, with evidence; it counts once it is approved. Append-only.
create table contest_number (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    member_id bigint not null,
    amount bigint not null check (amount = cast(amount as bigint)),
    evidence text not null,
    at bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_number_contest on contest_number (team_id, contest_id, id);

-- What was decided on such a number; the last row holds. Append-only.
create table contest_number_decision (
    team_id bigint not null,
    id bigint not null,
    number_id bigint not null,
    approved bigint not null check (approved in (0, 1)),
    reason text,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_number_decision_number on contest_number_decision (team_id, number_id, id);

-- What people say of it. An objection is tied to a row of the board or to an order line; it waits for an answer. Append-only.
create table contest_word (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    kind text not null check (kind in ('comment', 'objection')),
    entrant_id bigint,
    sale_id bigint,
    text text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_word_contest on contest_word (team_id, contest_id, id);

-- The answer to an objection. Append-only.
create table contest_answer (
    team_id bigint not null,
    word_id bigint not null,
    upheld bigint not null check (upheld in (0, 1)),
    text text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, word_id)
);

-- The order decided for those who share a place: entrants in order, with commas between; the last row of a place holds. Append-only.
create table contest_tie (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    place bigint not null,
    entrants text not null,
    reason text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_tie_contest on contest_tie (team_id, contest_id, id);

-- How a contest stood: when its result was announced, when it became final, after a change was applied. `marks` says
-- how far the books reached, `result` is the JSON of rules::contest::Settlement, `hash` its hash. Append-only.
create table contest_settlement (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    cause text not null check (cause in ('announce', 'finish', 'change')),
    rule_id bigint not null,
    hash text not null,
    result text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_settlement_contest on contest_settlement (team_id, contest_id, id);

-- What later facts would have changed, applied or rejected as one. `hash` is that of the settlement it would have led to. Append-only.
create table contest_change (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    hash text not null,
    moved bigint not null,
    applied bigint not null check (applied in (0, 1)),
    reason text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_change_contest on contest_change (team_id, contest_id, id);

-- A read-only link for a wall screen; only the hash of its token is kept. Append-only.
create table contest_wall (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    token_hash text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create unique index contest_wall_token on contest_wall (token_hash);

-- A link taken back. Append-only.
create table contest_wall_end (
    team_id bigint not null,
    wall_id bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, wall_id)
);
