-- Facts are added, never edited (DOMAIN law 1).
create trigger outbox_robot_no_change before update or delete on outbox_robot for each row execute function refuse_change();
create trigger outbox_plan_no_change before update or delete on outbox_plan for each row execute function refuse_change();
create trigger outbox_robot_end_no_change before update or delete on outbox_robot_end for each row execute function refuse_change();
create trigger outbox_message_no_change before update or delete on outbox_message for each row execute function refuse_change();
create trigger outbox_end_no_change before update or delete on outbox_end for each row execute function refuse_change();
create trigger outbox_attempt_no_change before update or delete on outbox_attempt for each row execute function refuse_change();
create trigger outbox_answer_no_change before update or delete on outbox_answer for each row execute function refuse_change();
create trigger outbox_lead_no_change before update or delete on outbox_lead for each row execute function refuse_change();
create trigger outbox_praise_no_change before update or delete on outbox_praise for each row execute function refuse_change();
