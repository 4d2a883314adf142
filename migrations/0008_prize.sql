-- Prizes: what points are for, how many there are, and who redeemed which.

-- A prize. Append-only; what it is stands in its versions.
create table prize (
    team_id bigint not null,
    id bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- What a prize is from a moment on: `offer` is the JSON of rules::prize::Offer. The last one holds.
-- Append-only.
create table prize_version (
    team_id bigint not null,
    prize_id bigint not null,
    id bigint not null,                 -- from 1 for each prize
    offer text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, prize_id, id)
);

-- Pictures of prizes. They are replaced and removed in place: they prove nothing.
create table prize_picture (
    team_id bigint not null,
    id bigint not null,                 -- never given twice in a team, so that an address always means one picture
    prize_id bigint not null,
    jpeg bytea not null,                -- SQLite keeps bytes under any type's name
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index prize_picture_prize on prize_picture (team_id, prize_id, id);

-- What came to and went from a prize's stock, with what was left: the database itself refuses to hand
-- out more than there is. Append-only.
create table prize_stock (
    team_id bigint not null,
    prize_id bigint not null,
    seq bigint not null,                -- from 1 for each prize, without gaps
    pieces bigint not null check (pieces <> 0 and pieces = cast(pieces as bigint)),
    pieces_left bigint not null check (pieces_left >= 0 and pieces_left = cast(pieces_left as bigint)),
    redemption_id bigint,               -- of moves that a redemption made
    pool_id bigint,                     -- of moves that a pool made
    reason text,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, prize_id, seq)
);

-- A redemption. `request` is the asker's own key: the same request redeems once. Append-only.
create table redemption (
    team_id bigint not null,
    id bigint not null,
    request text not null,
    member_id bigint not null,
    prize_id bigint not null,
    version_id bigint not null,         -- of the prize
    pieces bigint not null check (pieces > 0 and pieces = cast(pieces as bigint)),
    points bigint not null check (points > 0 and points = cast(points as bigint)),
    cost_fen bigint,                    -- what all its pieces cost the team; none: nobody said
    stocked bigint not null,            -- 1: its pieces were taken from the stock
    replaces_id bigint,                 -- the redemption it was given in place of
    recorded_at bigint not null,
    primary key (team_id, id)
);
create unique index redemption_request on redemption (team_id, request);
create index redemption_member on redemption (team_id, member_id, id);
create index redemption_replaces on redemption (team_id, replaces_id) where replaces_id is not null;
create index redemption_prize on redemption (team_id, prize_id, member_id, recorded_at);

-- What was done with a redemption, and the state it led to; the last one holds. The states and acts are
-- rules::prize::life's. Append-only.
create table redemption_act (
    team_id bigint not null,
    redemption_id bigint not null,
    seq bigint not null,                -- from 1 for each redemption, without gaps
    act text not null,
    state text not null,
    reason text,
    carrier text,
    tracking_no text,
    by_id bigint,                       -- none: the shop itself
    recorded_at bigint not null,
    primary key (team_id, redemption_id, seq)
);
create index redemption_act_state on redemption_act (team_id, state, redemption_id);

-- Where a redemption is sent: a person's data, which goes when they ask for erasure.
create table redemption_address (
    team_id bigint not null,
    redemption_id bigint not null,
    name text not null,
    phone text not null,
    address text not null,
    primary key (team_id, redemption_id)
);

-- What its asker wrote beside it: their own words, which go with the address.
create table redemption_note (
    team_id bigint not null,
    redemption_id bigint not null,
    note text not null,
    primary key (team_id, redemption_id)
);

-- The prize a member saves toward.
create table prize_saving (
    team_id bigint not null,
    member_id bigint not null,
    prize_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, member_id)
);

-- A prize that a member would like to see. Append-only.
create table prize_wish (
    team_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- What they wrote: their own words, which go when they ask for erasure.
create table prize_wish_text (
    team_id bigint not null,
    wish_id bigint not null,
    text text not null,
    primary key (team_id, wish_id)
);

-- What was answered to it. Append-only.
create table prize_wish_answer (
    team_id bigint not null,
    wish_id bigint not null,
    is_accepted bigint not null,
    words text not null,
    prize_id bigint,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, wish_id)
);

-- Several save together for a prize (合力兑换); its pieces are set aside from the beginning. Append-only.
create table prize_pool (
    team_id bigint not null,
    id bigint not null,
    prize_id bigint not null,
    version_id bigint not null,         -- of the prize
    pieces bigint not null check (pieces > 0 and pieces = cast(pieces as bigint)),
    goal bigint not null check (goal > 0 and goal = cast(goal as bigint)),  -- points
    stocked bigint not null,            -- 1: its pieces were taken from the stock
    head_id bigint,                     -- only this member's branch may join; none: everyone
    until_at bigint not null,           -- the first moment at which it is missed
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- What was done with a pool and the state it led to; the last one holds, none: it is open. Append-only.
create table prize_pool_act (
    team_id bigint not null,
    pool_id bigint not null,
    seq bigint not null,                -- from 1 for each pool, without gaps
    act text not null,
    state text not null,
    reason text,
    by_id bigint,                       -- none: nobody, but time or the goal
    recorded_at bigint not null,
    primary key (team_id, pool_id, seq)
);

-- What somebody put in. `request` is the member's own key: the same request puts in once. Append-only.
create table prize_pool_part (
    team_id bigint not null,
    id bigint not null,
    pool_id bigint not null,
    member_id bigint not null,
    points bigint not null check (points > 0 and points = cast(points as bigint)),
    request text not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create unique index prize_pool_part_request on prize_pool_part (team_id, request);
create index prize_pool_part_pool on prize_pool_part (team_id, pool_id, id);

-- A part that its member took out again. Append-only.
create table prize_pool_part_out (
    team_id bigint not null,
    part_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, part_id)
);
