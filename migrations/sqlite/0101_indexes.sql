-- What counts, by member and by time: answered from the index alone.
create index sale_member on sale (team_id, member_id, at, fen, orders, pieces);
create index sale_at on sale (team_id, at, member_id, fen, orders, pieces);
create index sale_entry_member on sale_entry (team_id, member_id, at, fen, orders, pieces);
create index sale_entry_at on sale_entry (team_id, at, member_id, fen, orders, pieces);
create index posting_earned on posting (team_id, happened_at, member_id, cause, points) where cause between 1 and 6;
