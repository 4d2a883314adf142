-- Facts are added, never edited (DOMAIN law 1).
create trigger title_no_change before update or delete on title for each row execute function refuse_change();
create trigger title_plan_no_change before update or delete on title_plan for each row execute function refuse_change();
create trigger title_end_no_change before update or delete on title_end for each row execute function refuse_change();
create trigger title_round_no_change before update or delete on title_round for each row execute function refuse_change();
create trigger title_round_end_no_change before update or delete on title_round_end for each row execute function refuse_change();
create trigger title_nomination_no_change before update or delete on title_nomination for each row execute function refuse_change();
create trigger title_nomination_back_no_change before update or delete on title_nomination_back for each row execute function refuse_change();
create trigger title_vote_no_change before update or delete on title_vote for each row execute function refuse_change();
create trigger title_award_no_change before update or delete on title_award for each row execute function refuse_change();
create trigger title_award_end_no_change before update or delete on title_award_end for each row execute function refuse_change();
create trigger title_consent_no_change before update or delete on title_consent for each row execute function refuse_change();
create trigger announcement_no_change before update or delete on announcement for each row execute function refuse_change();
create trigger announcement_end_no_change before update or delete on announcement_end for each row execute function refuse_change();
