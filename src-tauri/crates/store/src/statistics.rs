//! What SQLite's planner is told of the tables.
//!
//! Every key is led by the team, and without statistics the planner takes `team_id = ?` for a narrow
//! search: to save a sort by id it reads a team's whole table. Statistics of the tables as they are
//! would change with every import, and plans with them; so it is told once what large books are like.

use crate::Result;
use sqlx::SqlitePool;

/// Rows of a large table.
const ROWS: i64 = 1_000_000;
/// Columns that hold few values each: words of a kind, shops.
const COARSE: [&str; 4] = ["shop", "kind", "cause", "noun"];
/// Rows that one value of a coarse column leads to.
const COARSE_ROWS: i64 = 100_000;
/// Rows that one value of any other column leads to.
const FINE_ROWS: i64 = 10;

/// Tells the planner of every index that it has not been told of.
pub(crate) async fn tell(writer: &SqlitePool) -> Result<()> {
    let mut c = writer.acquire().await?;
    // Makes the table that statistics are kept in; empty tables leave none in it.
    sqlx::query("analyze team").execute(&mut *c).await?;
    let indexes: Vec<(String, String, bool)> = sqlx::query_as(
        r#"select m.name, l.name, l."unique" from sqlite_schema m, pragma_index_list(m.name) l
           where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like '_sqlx_%'"#,
    )
    .fetch_all(&mut *c)
    .await?;
    sqlx::query("delete from sqlite_stat1")
        .execute(&mut *c)
        .await?;
    for (table, index, unique) in indexes {
        let columns: Vec<Option<String>> =
            sqlx::query_scalar("select name from pragma_index_info($1) order by seqno")
                .bind(&index)
                .fetch_all(&mut *c)
                .await?;
        sqlx::query("insert into sqlite_stat1 (tbl, idx, stat) values ($1, $2, $3)")
            .bind(table)
            .bind(&index)
            .bind(stat(&columns, unique))
            .execute(&mut *c)
            .await?;
    }
    sqlx::query("analyze sqlite_schema")
        .execute(&mut *c)
        .await?;
    Ok(())
}

/// SQLite's own notation: the rows of the table, then for each prefix of the columns the rows that
/// one value of it leads to.
fn stat(columns: &[Option<String>], unique: bool) -> String {
    let mut rows = ROWS;
    let mut said = vec![ROWS.to_string()];
    for (i, column) in columns.iter().enumerate() {
        let column = column.as_deref().unwrap_or_default();
        rows = match column {
            // One team is the common case.
            "team_id" => rows,
            _ if COARSE.contains(&column) => rows.min(COARSE_ROWS),
            _ => rows.min(FINE_ROWS),
        };
        let is_whole = unique && i + 1 == columns.len();
        said.push(if is_whole { 1 } else { rows }.to_string());
    }
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_is_no_narrow_search_and_a_unique_key_leads_to_one_row() {
        let columns = |names: &[&str]| {
            names
                .iter()
                .map(|n| Some((*n).to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            stat(&columns(&["team_id", "id"]), true),
            "1000000 1000000 1"
        );
        assert_eq!(
            stat(&columns(&["team_id", "shop", "order_no", "line_no"]), true),
            "1000000 1000000 100000 10 1"
        );
        assert_eq!(
            stat(&columns(&["team_id", "member_id", "at"]), false),
            "1000000 1000000 10 10"
        );
    }
}
