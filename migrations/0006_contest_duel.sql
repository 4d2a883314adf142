-- 1v1 PK by consent: who challenged whom, and what the two did with it.

-- A challenge; from `open_until` on, or from the contest's end, it cannot be answered. Append-only.
create table contest_duel (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    challenger_id bigint not null,
    challenged_id bigint not null check (challenged_id <> challenger_id),
    open_until bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index contest_duel_contest on contest_duel (team_id, contest_id, id);

-- What was done with a challenge, once. Append-only.
create table contest_duel_answer (
    team_id bigint not null,
    duel_id bigint not null,
    act text not null check (act in ('accept', 'decline', 'withdraw')),
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, duel_id)
);
