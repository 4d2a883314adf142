-- A member's photo as it is shown: a square JPEG that says nothing but itself. Unlike a fact it is replaced
-- and removed in place, because it is a person's to take back; only the record keeps that there was one.
create table member_photo (
    team_id bigint not null,
    member_id bigint not null,
    version bigint not null,            -- never given twice in a team, so that an address always means one picture
    jpeg bytea not null,                -- SQLite keeps bytes under any type's name
    recorded_at bigint not null,
    primary key (team_id, member_id)
);
-- Who has one, without reading the pictures.
create index member_photo_version on member_photo (team_id, member_id, version);
