-- The team, its people, tiers and the dated sponsor tree.
-- Times are unix milliseconds UTC; every key is led by the team, so that tables can be distributed by it.

create table team (
    id bigint not null primary key,
    name text not null,
    is_demo bigint not null default 0 check (is_demo in (0, 1)),
    settings text not null,             -- JSON of rules::team::Settings
    recorded_at bigint not null
);

-- The next free number of each noun of a team; taken inside the transaction that uses it.
create table counter (
    team_id bigint not null,
    noun text not null,
    next bigint not null check (next = cast(next as bigint)),
    primary key (team_id, noun)
);

-- Who changed a rule, role, setting or profile, when, from what to what, and why. Append-only.
create table record (
    team_id bigint not null,
    id bigint not null,
    kind text not null,
    subject_id bigint not null,
    before text,
    after text,
    reason text,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index record_subject on record (team_id, kind, subject_id);

create table tier (
    team_id bigint not null,
    id bigint not null,
    name text not null,
    position bigint not null,
    colour text not null,
    retired_at bigint,
    primary key (team_id, id)
);

create table member (
    team_id bigint not null,
    id bigint not null,
    name text not null,
    wechat text,
    phone text,
    department text,
    post text,
    birthday text,
    hobbies text,
    consents_to_board bigint not null default 0 check (consents_to_board in (0, 1)),
    joined_at bigint not null,
    left_at bigint,
    erased_at bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index member_name on member (team_id, name);
create index member_phone on member (team_id, phone);
create index member_wechat on member (team_id, wechat);

-- Which seller of which shop a member is: matched once, remembered. A later row for the same
-- seller supersedes an earlier one; member_id null takes the match back. Append-only.
create table seller (
    team_id bigint not null,
    id bigint not null,
    shop text not null,
    seller_key text not null,
    member_id bigint,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index seller_key on seller (team_id, shop, seller_key, id);
create index seller_member on seller (team_id, member_id);

-- A member's tier from a moment on. Of two rows from the same moment the later recorded one holds. Append-only.
create table member_tier (
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    tier_id bigint not null,
    from_at bigint not null,
    by_id bigint,
    reason text,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index member_tier_member on member_tier (team_id, member_id, from_at, id);

-- Who brought a member in, from a moment on (sponsor null: a root). Of two rows from the same moment
-- the later recorded one holds; the end of a placement is the start of the next. Append-only.
create table placement (
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    sponsor_id bigint,
    from_at bigint not null,
    by_id bigint,
    reason text,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index placement_member on placement (team_id, member_id, from_at, id);
