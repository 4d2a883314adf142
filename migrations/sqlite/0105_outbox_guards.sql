-- Facts are added, never edited (DOMAIN law 1).
create trigger outbox_robot_no_update before update on outbox_robot begin select raise(abort, 'outbox_robot is append-only: a correction is a new row'); end;
create trigger outbox_robot_no_delete before delete on outbox_robot begin select raise(abort, 'outbox_robot is append-only: a correction is a new row'); end;
create trigger outbox_plan_no_update before update on outbox_plan begin select raise(abort, 'outbox_plan is append-only: a correction is a new row'); end;
create trigger outbox_plan_no_delete before delete on outbox_plan begin select raise(abort, 'outbox_plan is append-only: a correction is a new row'); end;
create trigger outbox_robot_end_no_update before update on outbox_robot_end begin select raise(abort, 'outbox_robot_end is append-only: a correction is a new row'); end;
create trigger outbox_robot_end_no_delete before delete on outbox_robot_end begin select raise(abort, 'outbox_robot_end is append-only: a correction is a new row'); end;
create trigger outbox_message_no_update before update on outbox_message begin select raise(abort, 'outbox_message is append-only: a correction is a new row'); end;
create trigger outbox_message_no_delete before delete on outbox_message begin select raise(abort, 'outbox_message is append-only: a correction is a new row'); end;
create trigger outbox_end_no_update before update on outbox_end begin select raise(abort, 'outbox_end is append-only: a correction is a new row'); end;
create trigger outbox_end_no_delete before delete on outbox_end begin select raise(abort, 'outbox_end is append-only: a correction is a new row'); end;
create trigger outbox_attempt_no_update before update on outbox_attempt begin select raise(abort, 'outbox_attempt is append-only: a correction is a new row'); end;
create trigger outbox_attempt_no_delete before delete on outbox_attempt begin select raise(abort, 'outbox_attempt is append-only: a correction is a new row'); end;
create trigger outbox_answer_no_update before update on outbox_answer begin select raise(abort, 'outbox_answer is append-only: a correction is a new row'); end;
create trigger outbox_answer_no_delete before delete on outbox_answer begin select raise(abort, 'outbox_answer is append-only: a correction is a new row'); end;
create trigger outbox_lead_no_update before update on outbox_lead begin select raise(abort, 'outbox_lead is append-only: a correction is a new row'); end;
create trigger outbox_lead_no_delete before delete on outbox_lead begin select raise(abort, 'outbox_lead is append-only: a correction is a new row'); end;
