-- Facts are added, never edited (DOMAIN law 1).
create trigger contest_duel_no_change before update or delete on contest_duel for each row execute function refuse_change();
create trigger contest_duel_answer_no_change before update or delete on contest_duel_answer for each row execute function refuse_change();
