-- Facts are added, never edited (DOMAIN law 1).
create trigger contest_no_change before update or delete on contest for each row execute function refuse_change();
create trigger contest_rule_no_change before update or delete on contest_rule for each row execute function refuse_change();
create trigger contest_act_no_change before update or delete on contest_act for each row execute function refuse_change();
create trigger contest_seed_no_change before update or delete on contest_seed for each row execute function refuse_change();
create trigger contest_freeze_no_change before update or delete on contest_freeze for each row execute function refuse_change();
create trigger contest_entry_no_change before update or delete on contest_entry for each row execute function refuse_change();
create trigger contest_check_in_no_change before update or delete on contest_check_in for each row execute function refuse_change();
create trigger contest_number_no_change before update or delete on contest_number for each row execute function refuse_change();
create trigger contest_number_decision_no_change before update or delete on contest_number_decision for each row execute function refuse_change();
create trigger contest_word_no_change before update or delete on contest_word for each row execute function refuse_change();
create trigger contest_answer_no_change before update or delete on contest_answer for each row execute function refuse_change();
create trigger contest_tie_no_change before update or delete on contest_tie for each row execute function refuse_change();
create trigger contest_settlement_no_change before update or delete on contest_settlement for each row execute function refuse_change();
create trigger contest_change_no_change before update or delete on contest_change for each row execute function refuse_change();
create trigger contest_wall_no_change before update or delete on contest_wall for each row execute function refuse_change();
create trigger contest_wall_end_no_change before update or delete on contest_wall_end for each row execute function refuse_change();
