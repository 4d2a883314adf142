//! What holds of a line, as parts of statements.

/// Lines `s` with their first import `i` and, where a later reading holds, that reading `r`: the last live
/// one told by (exported, import).
pub(super) const FROM: &str = "from sale s
 join import i on i.team_id = s.team_id and i.id = s.import_id
 left join sale_reading r on r.team_id = s.team_id and r.sale_id = s.id and r.id = (
     select t.reading_id from (
         select l.id as reading_id, l.exported_at, l.import_id from sale_reading l
         where l.team_id = s.team_id and l.sale_id = s.id
         union all
         select g.reading_id, g.exported_at, g.import_id from sale_sighting g
         where g.team_id = s.team_id and g.sale_id = s.id
         union all
         select cast(0 as bigint), i.exported_at, i.id) t
     where not exists (select 1 from import_undo u where u.team_id = s.team_id and u.import_id = t.import_id)
     order by t.exported_at desc, t.import_id desc, t.reading_id desc limit 1)";

/// Whether any import that told of a line `s` was not undone.
pub(crate) const LIVE: &str = "(not exists (select 1 from import_undo u where u.team_id = s.team_id and u.import_id = s.import_id)
    or exists (select 1 from sale_reading l where l.team_id = s.team_id and l.sale_id = s.id and not exists
               (select 1 from import_undo u where u.team_id = l.team_id and u.import_id = l.import_id))
    or exists (select 1 from sale_sighting l where l.team_id = s.team_id and l.sale_id = s.id and not exists
               (select 1 from import_undo u where u.team_id = l.team_id and u.import_id = l.import_id)))";
