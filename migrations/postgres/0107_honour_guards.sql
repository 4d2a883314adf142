-- Facts are added, never edited (DOMAIN law 1).
create trigger praise_no_change before update or delete on praise for each row execute function refuse_change();
create trigger praise_share_no_change before update or delete on praise_share for each row execute function refuse_change();
create trigger praise_back_no_change before update or delete on praise_back for each row execute function refuse_change();
create trigger praise_reaction_no_change before update or delete on praise_reaction for each row execute function refuse_change();
