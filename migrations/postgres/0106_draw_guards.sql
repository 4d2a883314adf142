-- Facts are added, never edited (DOMAIN law 1).
create trigger draw_no_change before update or delete on draw for each row execute function refuse_change();
create trigger draw_plan_no_change before update or delete on draw_plan for each row execute function refuse_change();
create trigger draw_commitment_no_change before update or delete on draw_commitment for each row execute function refuse_change();
create trigger draw_act_no_change before update or delete on draw_act for each row execute function refuse_change();
