//! Role by deed by situation, as a table that a section chief can read and sign.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops, and says where")]

use std::fmt::Write;

use office::testing::{actor, at_a_desk};
use office::{Consent, Decision, May, Situation, Tie, decide};

fn situations() -> Vec<(&'static str, Situation)> {
    let tie = |tie: Tie| Situation { tie, ..Situation::default() };
    let received = Tie { received: true, ..Tie::default() };
    vec![
        ("一覧・白紙", Situation::general()),
        ("自分のもの", Situation::own()),
        ("持っている", tie(Tie { holds: true, ..Tie::default() })),
        ("前に持っていた", tie(Tie { held: true, ..Tie::default() })),
        ("受け付けた", tie(Tie { took_in: true, ..Tie::default() })),
        ("送った", tie(Tie { sent: true, ..Tie::default() })),
        ("届いた・同意あり", Situation { consent: Consent::Given, ..tie(received) }),
        ("届いた・法令の根拠", Situation { consent: Consent::LegalGround, ..tie(received) }),
        ("届いた・未同意", Situation { consent: Consent::NotGiven, ..tie(received) }),
        ("届いた・撤回", Situation { consent: Consent::Withdrawn, ..tie(received) }),
        ("関わりなし", Situation::default()),
        ("関わりなし・緊急に開いた", Situation { broke_glass: true, ..Situation::default() }),
        ("支援措置・名指しなし", Situation { protected: true, ..tie(Tie { holds: true, ..Tie::default() }) }),
        (
            "支援措置・名指しあり",
            Situation { protected: true, named: true, ..tie(Tie { holds: true, ..Tie::default() }) },
        ),
        ("支援措置・緊急に開いた", Situation { protected: true, broke_glass: true, ..Situation::default() }),
        ("存在を伏せる・名指しなし", Situation { restricted: true, ..tie(Tie { holds: true, ..Tie::default() }) }),
        (
            "存在を伏せる・名指しあり",
            Situation { restricted: true, named: true, ..tie(Tie { holds: true, ..Tie::default() }) },
        ),
        ("存在を伏せる・緊急に開いた", Situation { restricted: true, broke_glass: true, ..Situation::default() }),
    ]
}

fn table() -> String {
    let mut text = String::from("○ できる   × できない   (○の後ろは根拠、×の後ろは理由)\n");
    let filled = std::cell::RefCell::new(String::new());
    at_a_desk(|bench| {
        let mut text = String::new();
        for role in &bench.desk.roles().roles {
            let who = actor(&bench.desk, "x", "own", &[role.code.as_str()]).expect("actor");
            writeln!(text, "\n## {}({})", role.label, role.about).expect("text");
            for may in May::ALL {
                if !who.grants.allow(*may) {
                    continue;
                }
                let cells: Vec<String> = situations()
                    .iter()
                    .map(|(name, situation)| match decide(&who, *may, situation) {
                        Decision::Granted(ground) => format!("  ○ {name}: {}", ground.as_text()),
                        Decision::Denied(denial) => format!("  × {name}: {}", denial.as_text()),
                    })
                    .collect();
                writeln!(text, "{}\n{}", may.label(), cells.join("\n")).expect("text");
            }
            let never: Vec<&str> = May::ALL.iter().filter(|m| !who.grants.allow(**m)).map(May::label).collect();
            writeln!(text, "この役割にないこと: {}", never.join("、")).expect("text");
        }
        *filled.borrow_mut() = text;
    })
    .expect("desk");
    text.push_str(&filled.into_inner());
    text
}

#[test]
fn the_table_of_roles_deeds_and_situations_is_the_one_that_was_signed() {
    insta::assert_snapshot!("authority", table());
}

#[test]
fn whoever_runs_the_system_reads_no_case() {
    at_a_desk(|bench| {
        for role in ["system_administrator", "planner", "privacy_officer"] {
            let who = actor(&bench.desk, "x", "own", &[role]).expect("actor");
            for may in
                [May::SeeCase, May::SeePerson, May::SeeIntake, May::SeeSheet, May::SeeSheetPerson, May::FindPerson]
            {
                for (name, situation) in situations() {
                    assert!(matches!(decide(&who, may, &situation), Decision::Denied(_)), "{role} {may:?} {name}");
                }
            }
        }
    })
    .expect("desk");
}

#[test]
fn no_role_however_wide_opens_a_protected_address_unless_named() {
    at_a_desk(|bench| {
        let every: Vec<String> = bench.desk.roles().roles.iter().map(|r| r.code.clone()).collect();
        let every: Vec<&str> = every.iter().map(String::as_str).collect();
        let who = actor(&bench.desk, "x", "own", &every).expect("actor");
        for (name, situation) in situations().into_iter().filter(|(_, s)| s.protected && !s.named) {
            assert!(matches!(decide(&who, May::SeeAddress, &situation), Decision::Denied(_)), "{name}");
        }
    })
    .expect("desk");
}
