-- How a team's posters look, unless one is asked for otherwise. Replaced in place: it proves nothing.
create table poster_style (
    team_id bigint not null,
    look text not null,
    colour text,                        -- `#rrggbb`; none: the look's own
    recorded_at bigint not null,
    primary key (team_id)
);

-- A team's mark on its posters: a PNG that says nothing but itself, replaced and removed in place.
create table poster_logo (
    team_id bigint not null,
    version bigint not null,            -- never given twice in a team, so that an address always means one picture
    png bytea not null,                 -- SQLite keeps bytes under any type's name
    light bigint not null check (light in (0, 1)), -- whether it is made for a dark ground
    recorded_at bigint not null,
    primary key (team_id)
);
