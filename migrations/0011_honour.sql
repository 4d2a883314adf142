-- Honours: who praised whom, and how others answered.

-- A praise. `request` is the giver's own key: the same request praises once. Append-only.
create table praise (
    team_id bigint not null,
    id bigint not null,
    request text not null,
    by_id bigint not null,
    value text not null,                -- one of the team's values, as it was called then
    words text not null,
    points bigint not null check (points >= 0 and points = cast(points as bigint)),  -- for each
    recorded_at bigint not null,
    primary key (team_id, id)
);
create unique index praise_request on praise (team_id, request);
create index praise_by on praise (team_id, by_id, recorded_at);
create index praise_recorded on praise (team_id, recorded_at);

-- Each person's share of a praise; its points are posted under its number. Append-only.
create table praise_share (
    team_id bigint not null,
    id bigint not null,
    praise_id bigint not null,
    member_id bigint not null,
    primary key (team_id, id)
);
create unique index praise_share_praise on praise_share (team_id, praise_id, member_id);
create index praise_share_member on praise_share (team_id, member_id, praise_id);

-- A praise that was taken back. Append-only.
create table praise_back (
    team_id bigint not null,
    praise_id bigint not null,
    reason text not null,               -- empty: its giver thought better of it
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, praise_id)
);

-- How somebody answers a praise; of one member and reaction the last one holds. Append-only.
create table praise_reaction (
    team_id bigint not null,
    praise_id bigint not null,
    seq bigint not null,                -- from 1 for each praise, without gaps
    member_id bigint not null,
    reaction text not null check (reaction in ('clap', 'heart', 'cheer', 'strong')),
    is_on bigint not null check (is_on in (0, 1)),
    recorded_at bigint not null,
    primary key (team_id, praise_id, seq)
);
