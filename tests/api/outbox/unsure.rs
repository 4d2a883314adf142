//! What is known is never sent twice; what nobody knows is not sent for ever.

use super::{MINUTE, Story, WECOM, nothing};
use std::time::Duration;
use store::database::Raw;
use tests::on_both;

/// Refuses to write answers down from now on, as a full disk does, or takes them again.
async fn writes_answers(story: &Story, does: bool) {
    let mut tx = story.house.app.db.write().await.expect("a transaction");
    let (sqlite, postgres): (&[&str], &[&str]) = if does {
        (
            &["drop trigger full_disk"],
            &["drop trigger full_disk on outbox_answer"],
        )
    } else {
        (
            &["create trigger full_disk before insert on outbox_answer
               begin select raise(abort, 'full'); end"],
            &[
                "create or replace function full_disk() returns trigger language plpgsql
                 as $$ begin raise exception 'full'; end $$",
                "create trigger full_disk before insert on outbox_answer
                 for each row execute function full_disk()",
            ],
        )
    };
    match tx.raw() {
        Raw::Sqlite(c) => {
            for statement in sqlite {
                sqlx::query(*statement)
                    .execute(&mut *c)
                    .await
                    .expect("a statement of the test");
            }
        }
        Raw::Postgres(c) => {
            for statement in postgres {
                sqlx::query(*statement)
                    .execute(&mut *c)
                    .await
                    .expect("a statement of the test");
            }
        }
    }
    tx.commit().await.expect("it commits");
}

#[tokio::test]
async fn an_answer_that_could_not_be_written_down_is_before_the_next_try() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", WECOM, nothing()).await;
        story.announce("公告", "一").await;
        writes_answers(&story, false).await;
        assert_eq!(story.told().await.len(), 1);
        assert_eq!(story.last().await, "waits: open null");
        // Long past the time after which nobody waits for an answer: it is known all the same.
        story.at(10 * MINUTE);
        assert!(story.told().await.is_empty());
        writes_answers(&story, true).await;
        story.at(11 * MINUTE);
        assert!(story.told().await.is_empty());
        assert_eq!(story.last().await, "done: done 0");
    })
    .await;
}

#[tokio::test]
async fn after_five_tries_without_a_word_it_is_not_sent_again_by_itself() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", WECOM, nothing()).await;
        story.robots.be_silent(true);
        story.announce("公告", "一").await;
        for _ in 0..5 {
            // The robot takes it and does not answer; the worker ends.
            let app = story.house.app.clone();
            let working = tokio::spawn(async move { app.work_outbox().await.map(drop) });
            while story.robots.taken().is_empty() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            working.abort();
            let clock = &story.house.app.clock;
            clock.advance_ms(2 * MINUTE);
            let next = story.work().await.expect("it waits for the next try");
            clock.advance_ms(next - clock.now().0);
        }
        assert_eq!(story.work().await, None);
        assert!(story.robots.taken().is_empty());
        let tries = ["unknown null"; 5].join(", ");
        assert_eq!(story.last().await, format!("unsure: {tries}"));
        assert_eq!(story.log().await[0]["may_again"], true);
    })
    .await;
}
