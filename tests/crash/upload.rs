//! Killed in the middle of an upload: sent, previewed, confirmed, asked how far it is.

use crate::{check, open};
use http::{Method, Request, header};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rules::TeamId;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use store::on;
use tests::person::PASSPHRASE;
use tests::stage::{House, NOW};

/// How often the server is killed.
const KILLS: u64 = 40;
/// Orders of every file.
const ORDERS: usize = 150;

struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(file: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_served"))
            .arg(file)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(!address.is_empty(), "the server ended before it served");
        Self { child, address }
    }

    /// Kills it (SIGKILL) after a while, whatever it does then.
    fn kill_after(mut self, while_: Duration) -> std::thread::JoinHandle<()> {
        std::thread::spawn(move || {
            std::thread::sleep(while_);
            self.child.kill().unwrap();
            self.child.wait().unwrap();
        })
    }
}

/// The server was killed before it answered.
#[derive(Debug)]
struct Gone;

struct Browser {
    client: Client<HttpConnector, Full<bytes::Bytes>>,
    address: String,
    cookie: String,
}

impl Browser {
    fn at(address: &str) -> Self {
        Self {
            client: Client::builder(TokioExecutor::new()).build_http(),
            address: address.to_owned(),
            cookie: String::new(),
        }
    }

    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Result<Value, Gone> {
        let request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address))
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, &self.cookie)
            .body(Full::new(body.into()))
            .unwrap();
        let answer = self.client.request(request).await.map_err(|_| Gone)?;
        let status = answer.status();
        if let Some(cookie) = answer.headers().get(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap().split(';').next();
            self.cookie = cookie.unwrap_or_default().to_owned();
        }
        let bytes = answer
            .into_body()
            .collect()
            .await
            .map_err(|_| Gone)?
            .to_bytes();
        let said = String::from_utf8_lossy(&bytes);
        assert!(status.is_success(), "{path}: {status} {said}");
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    async fn get(&mut self, path: &str) -> Result<Value, Gone> {
        self.ask(Method::GET, path, "", Vec::new()).await
    }

    async fn post(&mut self, path: &str, body: Value) -> Result<Value, Gone> {
        let body = body.to_string().into_bytes();
        self.ask(Method::POST, path, "application/json", body).await
    }

    /// Puts a file in, looks, confirms, waits; answers its import, none when all of it was there.
    async fn import(&mut self, number: usize) -> Result<Option<i64>, Gone> {
        let name = format!("orders-{number}.csv");
        let head = "content-disposition: form-data; name=\"file\"; filename=";
        let text = orders(number);
        let body = format!("--b\r\n{head}\"{name}\"\r\n\r\n{text}\r\n--b--\r\n").into_bytes();
        let kind = "multipart/form-data; boundary=b";
        let upload = self.ask(Method::POST, "/api/uploads", kind, body).await?;
        let (id, table) = (&upload["id"], &upload["tables"][0]);
        let exported_at = NOW.plus_ms(number as i64 - 1_000_000).0;
        let table = json!({ "index": table["index"], "mapping": table["mapping"], "exported_at": exported_at });
        let chosen = json!({ "tables": [table] });
        let path = format!("/api/uploads/{id}");
        self.post(&format!("{path}/preview"), chosen.clone())
            .await?;
        self.post(&format!("{path}/import"), chosen).await?;
        loop {
            let progress = self.get(&format!("{path}/progress")).await?;
            match progress["phase"].as_str().unwrap() {
                "done" => return Ok(progress["outcome"]["imports"][0].as_i64()),
                "failed" | "cancelled" => panic!("{progress}"),
                _ => tokio::time::sleep(Duration::from_millis(2)).await,
            }
        }
    }
}

/// A shop's export; every tenth order was refunded.
fn orders(number: usize) -> String {
    let mut text =
        "订单号,订单状态,买家付款时间,订单实付金额,全部商品名称,分销员姓名,分销员手机号,退款金额\n"
            .to_owned();
    for i in 0..ORDERS {
        let (day, refund) = (1 + i % 28, if i % 10 == 0 { "5.00" } else { "0.00" });
        text.push_str(&format!(
            "E{number:04}{i:04},交易完成,2026-10-{day:02} 10:04:42,{}.00,燕窝即食 6碗(1件),林岚,19910003562,{refund}\n",
            10 + i
        ));
    }
    text
}

#[tokio::test]
async fn killed_amid_uploads_it_keeps_every_confirmed_import_whole() {
    let house = House::sqlite().await;
    house.app.stop().await;
    let file = house.address();
    let served = Served::start(&file);
    let mut browser = Browser::at(&served.address);
    let team = json!({
        "team_name": "红星团队", "founder_name": "林岚", "passphrase": PASSPHRASE, "zone": "Asia/Shanghai",
    });
    browser.post("/api/start/team", team).await.unwrap();
    let first = browser.import(0).await.unwrap();
    let mut confirmed: Vec<i64> = first.into_iter().collect();
    // Whose the orders are, so that points are under way too.
    let sellers = browser.get("/api/sellers").await.unwrap();
    let unmatched = sellers["unmatched"].as_array().unwrap().iter();
    let matches =
        unmatched.map(|one| json!({ "shop": one["shop"], "key": one["key"], "member": 1 }));
    let matches: Vec<Value> = matches.collect();
    if !matches.is_empty() {
        browser
            .post("/api/sellers", Value::Array(matches))
            .await
            .unwrap();
    }
    served.kill_after(Duration::ZERO).join().unwrap();
    let mut number = 1;
    for round in 0..KILLS {
        let served = Served::start(&file);
        browser.address.clone_from(&served.address);
        let killed = served.kill_after(Duration::from_millis(round * 7919 % 97 * 4));
        // What was under way when the last one was killed comes again, and nothing comes twice.
        while let Ok(import) = browser.import(number).await {
            confirmed.extend(import);
            number += 1;
        }
        killed.join().unwrap();
        if round % 10 == 9 {
            check(&open(&file).await, &confirmed).await;
        }
    }
    assert!(
        confirmed.len() > 10,
        "killed before it did anything: {confirmed:?}"
    );
    let app = open(&file).await;
    let mut conn = app.db.read().await.unwrap();
    let lines: i64 =
        on!(conn, c => sqlx::query_scalar("select count(*) from sale").fetch_one(c).await.unwrap());
    drop(conn);
    let whole = [number, number + 1].map(|files| files * ORDERS);
    assert!(
        whole.contains(&(lines as usize)),
        "{lines} lines of {number} files"
    );
    let report = app.verify(TeamId(1), &[], &|_, _, _| ()).await.unwrap();
    app.stop().await;
    assert_eq!(report.faults, []);
    assert!(report.postings >= lines, "every order earned");
}
