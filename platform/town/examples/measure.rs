use office::calendar::Holidays;
use office::{Clock, Codes, Desk, Keyring, MunicipalityId, Parts, Roles, Settings};
fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<u32>().unwrap());
    let (n, y) = (args.next(), args.next());
    let folder = tempfile::tempdir().unwrap();
    let db = db::Db::open(&db::Place::Sqlite(folder.path().join("t.sqlite"))).unwrap();
    db::migrate(&db, "2018-04-09T00:00:00Z").unwrap();
    let desk = Desk::new(Parts { db, keys: Keyring::new(vault::Root::generate().unwrap()), clock: Clock::still_at(town::today()),
        municipality: MunicipalityId::from_text("mun_town").unwrap(), codes: Codes::embedded().unwrap(), roles: Roles::embedded().unwrap(),
        holidays: Holidays::embedded().clone(), settings: Settings::default() });
    let t = std::time::Instant::now();
    let made = town::make(&desk, &town::Plan { seed: 1, receptions: n, years: y }, &mut |_, _| {}).unwrap();
    let s = t.elapsed().as_secs_f64();
    println!("{} receptions {} people {} households {} sheets in {s:.2}s = {:.0}/s", made.receptions, made.people, made.households, made.sheets, made.receptions as f64 / s);
    println!("{}", std::fs::metadata(folder.path().join("t.sqlite")).unwrap().len());
    println!("{}", std::fs::read_to_string("/proc/self/status").unwrap().lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).collect::<Vec<_>>().join(" "));
}
