-- Titles and rights, the rounds in which people are nominated for them, and announcements.

-- A title or right that can be given. Append-only; what it is stands in its plans.
create table title (
    team_id bigint not null,
    id bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- What a title is: `plan` is the JSON of rules::honour::title::Plan. The last one holds. Append-only.
create table title_plan (
    team_id bigint not null,
    title_id bigint not null,
    seq bigint not null,                -- from 1 for each title, without gaps
    plan text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, title_id, seq)
);

-- A title that is not given any more; who holds it keeps it. Append-only.
create table title_end (
    team_id bigint not null,
    title_id bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, title_id)
);

-- A round in which people are nominated for a title: `plan` is the JSON of rules::honour::round::Plan.
-- Append-only.
create table title_round (
    team_id bigint not null,
    id bigint not null,
    title_id bigint not null,
    plan text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index title_round_title on title_round (team_id, title_id, id);

-- How a round ended. Append-only.
create table title_round_end (
    team_id bigint not null,
    round_id bigint not null,
    state text not null check (state in ('decided', 'cancelled')),
    reason text not null,               -- of calling it off, or of deciding against the vote
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, round_id)
);

-- Somebody nominated. Append-only.
create table title_nomination (
    team_id bigint not null,
    round_id bigint not null,
    seq bigint not null,                -- from 1 for each round, without gaps
    member_id bigint not null,
    evidence text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, round_id, seq)
);

-- A nomination that was taken back. Append-only.
create table title_nomination_back (
    team_id bigint not null,
    round_id bigint not null,
    seq bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, round_id, seq)
);

-- A vote; of one voter the last one counts. Append-only.
create table title_vote (
    team_id bigint not null,
    round_id bigint not null,
    seq bigint not null,                -- from 1 for each round, without gaps
    by_id bigint not null,
    member_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, round_id, seq)
);
create index title_vote_by on title_vote (team_id, round_id, by_id, seq);

-- A title given to somebody, by business days such as 2026-11-30. Append-only.
create table title_award (
    team_id bigint not null,
    id bigint not null,
    title_id bigint not null,
    member_id bigint not null,
    from_day text not null,
    until_day text,                     -- not included; none: for good
    reason text not null,
    round_id bigint,                    -- after these nominations
    contest_id bigint,                  -- or by this contest's result
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id),
    check (until_day is null or until_day > from_day)
);
create index title_award_title on title_award (team_id, title_id, id);
create index title_award_member on title_award (team_id, member_id, id);

-- The end of a giving before its term. Append-only.
create table title_award_end (
    team_id bigint not null,
    award_id bigint not null,
    day text not null,
    why text not null check (why in ('passed', 'taken_back')),
    reason text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, award_id)
);

-- Whether its holder agrees that others read of it; the last answer holds. Append-only.
create table title_consent (
    team_id bigint not null,
    award_id bigint not null,
    seq bigint not null,                -- from 1 for each giving, without gaps
    agreed bigint not null check (agreed in (0, 1)),
    by_id bigint not null,              -- the holder, or who asked them
    recorded_at bigint not null,
    primary key (team_id, award_id, seq)
);

-- What the founder tells everyone; the same request is told once. Append-only.
create table announcement (
    team_id bigint not null,
    id bigint not null,
    request text not null,
    title text not null,
    words text not null,
    until bigint,                       -- it stands on the first page until then; none: until taken down
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create unique index announcement_request on announcement (team_id, request);

-- An announcement that was taken down. Append-only.
create table announcement_end (
    team_id bigint not null,
    announcement_id bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, announcement_id)
);
