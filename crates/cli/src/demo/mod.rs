//! `kiemdiem demo`: the fictional province “Tỉnh Sông Lam” in the middle of a campaign, made by the same acts as
//! people use, under a clock that is set. A second start finds it as it was left.

mod before;
mod coded;
mod directives;
mod looking_back;
mod now;
mod office;
mod opinions;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use base::House;
use base::book::Book;
use base::clock::Clock;
use clap::Args;
use jiff::{SignedDuration, Timestamp};

use crate::folder::{Folder, Problems};
use crate::import::{administrator, begin, load_directives, load_letters, load_reports, open_campaign};
use crate::known::Known;
use crate::place::Place;
use crate::{check, progress, serve};

/// The morning on which the demonstration begins, as the wall of the office shows it.
const MORNING: &str = "2026-11-23T08:00";

/// Show the fictional province Sông Lam in the middle of a campaign.
#[derive(Args)]
pub struct Demo {
    /// The folder of its data.
    #[arg(long, default_value = "demo-data")]
    data: PathBuf,
    /// The port on this machine.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Begin anew.
    #[arg(long)]
    fresh: bool,
    /// Make the data and end, without serving it.
    #[arg(long)]
    only_make: bool,
}

impl Demo {
    /// Makes the data when there is none, prints the links, and serves.
    pub async fn run(self) -> anyhow::Result<()> {
        if self.fresh && self.data.exists() {
            remove(&self.data)?;
        }
        let place = Place { data: self.data.clone(), database_url: None, keys: None };
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let (known, book) = stand(&place, &format!("http://{listen}")).await?;
        if self.only_make {
            println!("Tỉnh Sông Lam: {}", self.data.display());
            return Ok(());
        }
        let house = known.house.clone();
        print_links(&known).await?;
        tokio::spawn(tick(house.clock.clone()));
        let second = house
            .config
            .anonymous_origin()
            .is_some()
            .then(|| SocketAddr::from((Ipv4Addr::LOCALHOST, self.port + 1)));
        serve::serve(house, book, None, (listen, second)).await
    }
}

/// The province at this place: made when there is none, its clock where it was left; and its book.
pub async fn stand(place: &Place, public_url: &str) -> anyhow::Result<(Known, Arc<Book>)> {
    let is_new = !place.data.join(DONE).exists();
    if is_new && place.data.join("kiemdiem.db").exists() {
        // A first start that was cut off leaves half a province; it is made anew.
        remove(&place.data)?;
    }
    let house = open(place, public_url).await?;
    if is_new {
        make(&house).await.context("the demonstration could not be made")?;
    }
    let known = Known::read(&house).await?;
    start_clock(&known).await?;
    let book = place.book(&house).await?;
    if is_new {
        // Every leaf has its place before anybody looks, so that `verify` holds from the start.
        while 0 < book.integrate(&house.database).await.map_err(|f| anyhow!("{f:?}"))? {}
        std::fs::write(place.data.join(DONE), MORNING)?;
    }
    Ok((known, book))
}

/// The file that says that the data is whole.
const DONE: &str = "demo.done";

fn remove(data: &PathBuf) -> anyhow::Result<()> {
    let is_ours = data.join(DONE).exists() || data.join("kiemdiem.db").exists();
    if !is_ours {
        return Err(anyhow!("{} is not the folder of a demonstration; choose another", data.display()));
    }
    std::fs::remove_dir_all(data).with_context(|| data.display().to_string())
}

async fn open(place: &Place, public_url: &str) -> anyhow::Result<Arc<House>> {
    let mut config = place.config(public_url)?;
    if config.anonymous_url.is_none() {
        // Another name of this machine: cookies ignore ports.
        config.anonymous_url = second_address(public_url);
    }
    let clock = Clock::set_to(Timestamp::UNIX_EPOCH, config.zone.clone());
    app::open(config, clock).await.map_err(|error| anyhow!(error))
}

/// The next port under the name `localhost`.
fn second_address(public_url: &str) -> Option<String> {
    let (_, port) = public_url.rsplit_once(':')?;
    port.parse::<u16>().ok()?.checked_add(1).map(|port| format!("http://localhost:{port}"))
}

/// The folder of the samples is part of the checkout and of the binary's own folder.
fn samples() -> anyhow::Result<PathBuf> {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(|folder| folder.join("samples/song-lam")));
    let places = [Some(PathBuf::from("samples/song-lam")), beside];
    let found = places.into_iter().flatten().find(|folder| folder.join(crate::folder::WORKBOOK).exists());
    found.ok_or_else(|| anyhow!("samples/song-lam is not here: run the demonstration from the checkout"))
}

async fn make(house: &Arc<House>) -> anyhow::Result<()> {
    let mut problems = Problems::none(base::web::Lang::Vi);
    let folder = Folder::read(&samples()?, &mut problems);
    check::report(&problems)?;
    let bar = progress::steps(folder.steps());
    eprintln!("The fictional province is made once; this takes a moment.");
    let clock = &house.clock;
    let start: jiff::civil::DateTime = "2025-10-27T08:00".parse()?;
    clock.set(clock.zone().to_timestamp(start)?);
    let administrator = administrator(house).await?;
    let begun = begin(house, administrator, &folder, &bar).await?;
    let before = before::walk(&begun.known).await.context("the campaign of 2025")?;
    office::set_clock(&begun.known, "2026-10-29T08:00")?;
    load_directives(&begun, &folder, &bar).await?;
    directives::read(&begun.known).await.context("the directives")?;
    office::set_clock(&begun.known, "2026-11-02T08:00")?;
    let imported = open_campaign(begun, &folder, &bar).await?;
    now::begin(&imported).await.context("the campaign of 2026")?;
    // What the year before left open is not read from the folder: it is carried over by those who keep it.
    before::carry_over(&imported.known, before, imported.campaign).await.context("carrying over")?;
    load_reports(&imported, &folder, &bar).await?;
    load_letters(&imported, &folder, &bar).await?;
    now::go_on(&imported).await.context("the campaign of 2026")?;
    bar.finish_and_clear();
    Ok(())
}

/// The clock goes on from the morning, or from the last step that was recorded.
async fn start_clock(known: &Known) -> anyhow::Result<()> {
    office::set_clock(known, MORNING)?;
    let house = &known.house;
    let row =
        house.database.read().await?.row("SELECT MAX(at) FROM ledger_leaf WHERE 1 = $1", &[1.into()]).await?;
    let last: Option<Timestamp> = row.map(|row| row.at(0)).transpose()?.flatten();
    if let Some(last) = last.filter(|last| *last > house.clock.now()) {
        house.clock.set(last);
    }
    Ok(())
}

async fn tick(clock: Clock) {
    let second = Duration::from_secs(1);
    loop {
        tokio::time::sleep(second).await;
        if let Ok(next) = clock.now().checked_add(SignedDuration::from_secs(1)) {
            clock.set(next);
        }
    }
}

const ROLES: &[(&str, &str)] = &[
    (office::ORGANISER, "người tổ chức / organiser"),
    (office::SECRETARY, "thư ký / secretary"),
    (office::CODER, "người mã hóa / coder"),
    (office::VERIFIER, "người xác minh / verifier"),
    (office::SUPERIOR, "cấp trên / superior"),
    ("NG-106", "thanh tra / inspector"),
    (office::CHAIR, "chủ trì, người đứng đầu / chair and head"),
    ("NG-003", "người được kiểm điểm / reviewed"),
    (now::CONTRIBUTOR, "người góp ý / contributor"),
    ("X02-90", "người tổ chức xã Hạ Lam / organiser of a commune"),
];

async fn print_links(known: &Known) -> anyhow::Result<()> {
    let clock = &known.house.clock;
    let now = clock.now().to_zoned_datetime(clock.zone().clone()).strftime("%H:%M, %d/%m/%Y").to_string();
    println!("Tỉnh Sông Lam, {now}. Đợt 2025 đã kết thúc, đợt 2026 đang làm dở.");
    println!(
        "The campaign of 2025 is closed, the one of 2026 is in its middle. English: the link at the foot.\n"
    );
    println!(
        "Mỗi liên kết đăng nhập một lần; chạy lại để có liên kết mới. / Each link signs in once; start again for new ones."
    );
    let mut lines = Vec::new();
    for (code, role) in ROLES {
        lines.push((*role, known.person(code)?));
    }
    lines.push(("quản trị viên / administrator", administrator(&known.house).await?));
    let width = lines.iter().map(|(role, _)| role.chars().count()).max().unwrap_or(0);
    for (role, person) in lines {
        let link = base::web::make_link(&known.house, person).await.map_err(|f| anyhow!("{f:?}"))?;
        println!("  {role:width$}  {link}");
    }
    let public = &known.house.config.public_url;
    println!("\nKhông cần đăng nhập / without signing in:");
    println!("  {:width$}  {public}/news", "bản tin công khai / public site");
    println!("  {:width$}  {public}/checking", "kiểm chứng sổ / check the book");
    println!("\nDừng bằng Ctrl-C; dữ liệu giữ nguyên. / Stop with Ctrl-C; the data stays.");
    Ok(())
}
