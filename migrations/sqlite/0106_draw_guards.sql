-- Facts are added, never edited (DOMAIN law 1).
create trigger draw_no_update before update on draw begin select raise(abort, 'draw is append-only: a correction is a new row'); end;
create trigger draw_no_delete before delete on draw begin select raise(abort, 'draw is append-only: a correction is a new row'); end;
create trigger draw_plan_no_update before update on draw_plan begin select raise(abort, 'draw_plan is append-only: a correction is a new row'); end;
create trigger draw_plan_no_delete before delete on draw_plan begin select raise(abort, 'draw_plan is append-only: a correction is a new row'); end;
create trigger draw_commitment_no_update before update on draw_commitment begin select raise(abort, 'draw_commitment is append-only: a correction is a new row'); end;
create trigger draw_commitment_no_delete before delete on draw_commitment begin select raise(abort, 'draw_commitment is append-only: a correction is a new row'); end;
create trigger draw_act_no_update before update on draw_act begin select raise(abort, 'draw_act is append-only: a correction is a new row'); end;
create trigger draw_act_no_delete before delete on draw_act begin select raise(abort, 'draw_act is append-only: a correction is a new row'); end;
