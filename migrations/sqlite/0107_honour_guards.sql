-- Facts are added, never edited (DOMAIN law 1).
create trigger praise_no_update before update on praise begin select raise(abort, 'praise is append-only: a correction is a new row'); end;
create trigger praise_no_delete before delete on praise begin select raise(abort, 'praise is append-only: a correction is a new row'); end;
create trigger praise_share_no_update before update on praise_share begin select raise(abort, 'praise_share is append-only: a correction is a new row'); end;
create trigger praise_share_no_delete before delete on praise_share begin select raise(abort, 'praise_share is append-only: a correction is a new row'); end;
create trigger praise_back_no_update before update on praise_back begin select raise(abort, 'praise_back is append-only: a correction is a new row'); end;
create trigger praise_back_no_delete before delete on praise_back begin select raise(abort, 'praise_back is append-only: a correction is a new row'); end;
create trigger praise_reaction_no_update before update on praise_reaction begin select raise(abort, 'praise_reaction is append-only: a correction is a new row'); end;
create trigger praise_reaction_no_delete before delete on praise_reaction begin select raise(abort, 'praise_reaction is append-only: a correction is a new row'); end;
