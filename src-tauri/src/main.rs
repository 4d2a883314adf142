//! The desktop shell: one window, one page, one command between them and the API. No port is open.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod books;
mod call;
mod door;
mod envelope;
mod jar;
mod line;
mod notice;
mod saved;
mod single;
mod streams;
mod window;

use anyhow::Context as _;
use api::{Clock, folder};
use books::Books;
use clap::Parser as _;
use std::process::ExitCode;
use tauri::{Manager as _, RunEvent};

fn main() -> ExitCode {
    match open(line::Line::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn open(line: line::Line) -> anyhow::Result<()> {
    let data_dir = line.data.unwrap_or_else(folder::data);
    folder::make(&data_dir).with_context(|| {
        let place = data_dir.display();
        format!("The data folder {place} cannot be made. Name another with --data.")
    })?;
    let Some(single) = single::Single::take(&data_dir)? else {
        println!("红榜已经打开。Hongbang is already open.");
        return Ok(());
    };
    api::log::start(&data_dir)?;
    let clock = line.clock.unwrap_or_else(Clock::system);
    let books = Books::open(line.db, &data_dir, clock, line.demo);
    let door = door::Door::new(books.clone(), &data_dir);

    let app = tauri::Builder::default()
        .manage(door)
        .invoke_handler(tauri::generate_handler![door::api])
        .setup(move |app| {
            app.manage(notice::Notices::open(app.handle().clone()));
            window::open(app, &data_dir)?;
            single.listen(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("The window cannot be opened")?;
    app.run(move |app, event| match event {
        RunEvent::WindowEvent { label, event, .. } => window::heard(app, &label, &event),
        RunEvent::Exit => {
            app.state::<door::Door>().close();
            tauri::async_runtime::block_on(books.close());
        }
        _ => {}
    });
    Ok(())
}
