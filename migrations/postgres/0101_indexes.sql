-- What counts, by member and by time. PostgreSQL looks at new rows themselves however much an index holds: wider
-- ones, and one more of every posting, would only make imports slower (measured: a third of writing the lines).
create index sale_member on sale (team_id, member_id, at);
create index sale_at on sale (team_id, at);
create index sale_entry_member on sale_entry (team_id, member_id, at);
create index sale_entry_at on sale_entry (team_id, at);
-- Points are posted about in the order they are earned in, so that stretches of the table are stretches of time.
create index posting_earned on posting using brin (happened_at);
