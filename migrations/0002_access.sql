-- Sign-in, invitations, roles, sessions.

-- The secret a member signs in with (Argon2id). The row with the highest id of a member holds. Append-only.
create table credential (
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    kind text not null check (kind in ('passphrase', 'pin')),
    hash text not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index credential_member on credential (team_id, member_id, id);

-- A member's role from its recording on: the row with the highest id of a member holds. Append-only.
create table member_role (
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    role text not null check (role in ('founder', 'leader', 'member')),
    by_id bigint,
    reason text,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index member_role_member on member_role (team_id, member_id, id);

-- An invitation lets its member set a PIN once, until it expires. Only the hash of its token is kept.
create table invitation (
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    token_hash text not null unique,
    by_id bigint not null,
    expires_at bigint not null,
    recorded_at bigint not null,
    accepted_at bigint,
    revoked_at bigint,
    primary key (team_id, id)
);
create index invitation_member on invitation (team_id, member_id);

create table session (
    token_hash text not null primary key,
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    device text,
    recorded_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);
create unique index session_member on session (team_id, member_id, id);

-- Attempts to sign in, to slow down guessing; kept for a day. `subject` is a hash of what was typed
-- as the login. The numbers are of team 0: nobody is known yet.
create table sign_in_attempt (
    id bigint not null primary key,
    subject text not null,
    succeeded bigint not null check (succeeded in (0, 1)),
    recorded_at bigint not null
);
create index sign_in_attempt_subject on sign_in_attempt (subject, id);
create index sign_in_attempt_at on sign_in_attempt (recorded_at, succeeded);
