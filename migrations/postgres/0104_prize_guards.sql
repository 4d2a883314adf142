-- Facts are added, never edited (DOMAIN law 1).
create trigger prize_no_change before update or delete on prize for each row execute function refuse_change();
create trigger prize_version_no_change before update or delete on prize_version for each row execute function refuse_change();
create trigger prize_stock_no_change before update or delete on prize_stock for each row execute function refuse_change();
create trigger redemption_no_change before update or delete on redemption for each row execute function refuse_change();
create trigger redemption_act_no_change before update or delete on redemption_act for each row execute function refuse_change();
create trigger prize_wish_no_change before update or delete on prize_wish for each row execute function refuse_change();
create trigger prize_wish_answer_no_change before update or delete on prize_wish_answer for each row execute function refuse_change();
create trigger prize_pool_no_change before update or delete on prize_pool for each row execute function refuse_change();
create trigger prize_pool_act_no_change before update or delete on prize_pool_act for each row execute function refuse_change();
create trigger prize_pool_part_no_change before update or delete on prize_pool_part for each row execute function refuse_change();
create trigger prize_pool_part_out_no_change before update or delete on prize_pool_part_out for each row execute function refuse_change();
