-- Facts are added, never edited (DOMAIN law 1).
create trigger contest_duel_no_update before update on contest_duel begin select raise(abort, 'contest_duel is append-only: a correction is a new row'); end;
create trigger contest_duel_no_delete before delete on contest_duel begin select raise(abort, 'contest_duel is append-only: a correction is a new row'); end;
create trigger contest_duel_answer_no_update before update on contest_duel_answer begin select raise(abort, 'contest_duel_answer is append-only: a correction is a new row'); end;
create trigger contest_duel_answer_no_delete before delete on contest_duel_answer begin select raise(abort, 'contest_duel_answer is append-only: a correction is a new row'); end;
