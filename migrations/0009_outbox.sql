-- Robots of group chats, what each is sent, and what became of it.

-- A robot. Append-only.
create table outbox_robot (
    team_id bigint not null,
    id bigint not null,
    platform text not null check (platform in ('wecom', 'dingtalk', 'feishu')),
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);

-- What a robot is called and sent by itself; the last counts. Append-only.
create table outbox_plan (
    team_id bigint not null,
    id bigint not null,
    robot_id bigint not null,
    name text not null,
    plan text not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index outbox_plan_robot on outbox_plan (team_id, robot_id, id);

-- A robot that was taken away. Append-only.
create table outbox_robot_end (
    team_id bigint not null,
    robot_id bigint not null,
    by_id bigint not null,
    recorded_at bigint not null,
    primary key (team_id, robot_id)
);

-- How a robot is reached: token and secret, sealed with a key that no backup holds, and the last four
-- characters. What happened before `since` is no news for it. Replaced when it changes, gone with the robot.
create table outbox_link (
    team_id bigint not null,
    robot_id bigint not null,
    sealed text not null,
    tail text not null,
    signs bigint not null check (signs in (0, 1)),
    since bigint not null,
    primary key (team_id, robot_id)
);

-- A message for a robot; the same event has the same key and is queued once. Append-only.
create table outbox_message (
    team_id bigint not null,
    id bigint not null,
    robot_id bigint not null,
    kind text not null check (kind in ('board', 'overtake', 'contest', 'praise', 'birthday', 'announcement', 'test', 'picture')),
    key text not null,
    due_at bigint not null,
    by_id bigint,
    recorded_at bigint not null,
    primary key (team_id, id),
    unique (team_id, robot_id, key)
);

-- Messages that wait to be delivered. A row goes when `outbox_end` gets one.
create table outbox_queue (
    team_id bigint not null,
    message_id bigint not null,
    robot_id bigint not null,
    due_at bigint not null,
    primary key (team_id, message_id)
);

-- What a message says, in JSON. It names people, so it goes after some weeks.
create table outbox_text (
    team_id bigint not null,
    message_id bigint not null,
    text text not null,
    recorded_at bigint not null,
    primary key (team_id, message_id)
);

-- The bytes of a message that is a picture: gone when it is delivered, or with what messages say.
create table outbox_picture (
    team_id bigint not null,
    message_id bigint not null,
    bytes bytea not null,               -- SQLite keeps bytes under any type's name
    recorded_at bigint not null,
    primary key (team_id, message_id)
);

-- What became of a message. Append-only.
create table outbox_end (
    team_id bigint not null,
    message_id bigint not null,
    outcome text not null check (outcome in ('done', 'refused', 'late', 'unsure', 'dropped')),
    recorded_at bigint not null,
    primary key (team_id, message_id)
);

-- A part of a message on its way. Two programs on the same books cannot begin the same try. Append-only.
create table outbox_attempt (
    team_id bigint not null,
    id bigint not null,
    robot_id bigint not null,
    message_id bigint not null,
    part bigint not null,
    parts bigint not null,
    nth bigint not null,
    bytes bigint not null,
    recorded_at bigint not null,
    primary key (team_id, id),
    unique (team_id, message_id, part, nth)
);
create index outbox_attempt_robot on outbox_attempt (team_id, robot_id, recorded_at);

-- How it went, once. Append-only.
create table outbox_answer (
    team_id bigint not null,
    attempt_id bigint not null,
    outcome text not null check (outcome in ('done', 'refused', 'later', 'unknown')),
    code bigint,
    words text not null,
    wait_ms bigint,
    recorded_at bigint not null,
    primary key (team_id, attempt_id)
);

-- Who led a contest when it was last looked whether somebody passed somebody. Append-only.
create table outbox_lead (
    team_id bigint not null,
    id bigint not null,
    contest_id bigint not null,
    entrants text not null,
    recorded_at bigint not null,
    primary key (team_id, id)
);
create index outbox_lead_contest on outbox_lead (team_id, contest_id, id);

-- Which praises a message tells of; each is told to a robot once. Append-only.
create table outbox_praise (
    team_id bigint not null,
    message_id bigint not null,
    praise_id bigint not null,
    robot_id bigint not null,
    primary key (team_id, message_id, praise_id)
);
create index outbox_praise_robot on outbox_praise (team_id, robot_id, praise_id);
