-- Facts are added, never edited: the database refuses update and delete (DOMAIN law 1).
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: a correction is a new row', tg_table_name;
end $$;
create trigger record_no_change before update or delete on record for each row execute function refuse_change();
create trigger seller_no_change before update or delete on seller for each row execute function refuse_change();
create trigger member_tier_no_change before update or delete on member_tier for each row execute function refuse_change();
create trigger placement_no_change before update or delete on placement for each row execute function refuse_change();
create trigger credential_no_change before update or delete on credential for each row execute function refuse_change();
create trigger member_role_no_change before update or delete on member_role for each row execute function refuse_change();
create trigger import_no_change before update or delete on import for each row execute function refuse_change();
create trigger import_undo_no_change before update or delete on import_undo for each row execute function refuse_change();
create trigger mapping_no_change before update or delete on mapping for each row execute function refuse_change();
create trigger sale_no_change before update or delete on sale for each row execute function refuse_change();
create trigger sale_reading_no_change before update or delete on sale_reading for each row execute function refuse_change();
create trigger refund_no_change before update or delete on refund for each row execute function refuse_change();
create trigger sale_entry_no_change before update or delete on sale_entry for each row execute function refuse_change();
create trigger report_no_change before update or delete on report for each row execute function refuse_change();
create trigger report_decision_no_change before update or delete on report_decision for each row execute function refuse_change();
create trigger earning_rules_no_change before update or delete on earning_rules for each row execute function refuse_change();
create trigger posting_no_change before update or delete on posting for each row execute function refuse_change();
create trigger points_grant_no_change before update or delete on points_grant for each row execute function refuse_change();
create trigger points_grant_back_no_change before update or delete on points_grant_back for each row execute function refuse_change();
create trigger sale_sighting_no_change before update or delete on sale_sighting for each row execute function refuse_change();
create trigger product_category_no_change before update or delete on product_category for each row execute function refuse_change();
create trigger earning_rules_change_no_change before update or delete on earning_rules_change for each row execute function refuse_change();
