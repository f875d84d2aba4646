//! 伏せた記録の担当: the way back to a hidden record whose named have left, and that it tells nobody whose record it is.

use db::args;

use super::*;

const LIST: &str = "/hidden-records";

struct Office {
    sato: Actor,
    suzuki: Actor,
    ito: Actor,
    mori: Actor,
    water: Actor,
    privacy: Actor,
    city: Actor,
    person: PersonId,
    case_no: String,
}

/// Sato hid the record of a person and named Suzuki. Ito and Mori work at the same counter.
fn office(bench: &Bench) -> Office {
    let of = |name: &str| officer(bench, name, "support", "chief_counsellor");
    let [sato, suzuki, ito, mori] = ["sato", "suzuki", "ito", "mori"].map(of);
    let water = officer(bench, "water", "water", "counsellor");
    let privacy = officer(bench, "abe", "general", "privacy_officer");
    let city = officer(bench, "kato", "welfare", "municipal_officer");
    for id in ["support", "water", "general", "welfare"] {
        counter(bench, &sato, id, true, None);
    }
    for one in [&sato, &suzuki, &ito, &mori, &water, &privacy, &city] {
        member(bench, &sato, one, true);
        has_role(bench, &sato, one);
    }
    let (case, person) = open(bench, &sato, hanako());
    let begin = format!("/people/{person}/restriction/begin");
    let begun = Browser::of(bench, &sato).post(&begin, &[("reason", "ひみつの理由"), ("colleague_0", "suzuki")]);
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    Office { sato, suzuki, ito, mori, water, privacy, city, person, case_no: case.no }
}

fn run(bench: &Bench, by: &Actor, sql: &'static str, args: Vec<db::Value>) {
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            act.store().run(sql, &args)?;
            act.done(About::nothing(), "職員", ())
        })
        .unwrap();
}

fn has_role(bench: &Bench, by: &Actor, of: &Actor) {
    let sql = "insert into staff_member_role (municipality_id, staff_id, role) values ($1, $2, $3)";
    for role in of.roles.clone() {
        run(bench, by, sql, args![bench.desk.municipality().clone(), of.staff.clone(), role].to_vec());
    }
}

fn leaves(bench: &Bench, by: &Actor, who: &Actor) {
    let sql = "update staff_member set active = 0 where municipality_id = $1 and id = $2";
    run(bench, by, sql, args![bench.desk.municipality().clone(), who.staff.clone()].to_vec());
}

fn moves(bench: &Bench, by: &Actor, who: &Actor, to: &str) {
    let sql = "update staff_member set agency_id = $3 where municipality_id = $1 and id = $2";
    run(bench, by, sql, args![bench.desk.municipality().clone(), who.staff.clone(), to.to_owned()].to_vec());
}

/// The address of the one record on the list.
fn the_one(of: &Browser) -> String {
    let list = of.get(LIST).text;
    let rest = list.split("href=\"/hidden-records/").nth(1).unwrap();
    format!("{LIST}/{}", rest.split('"').next().unwrap())
}

fn left_behind(bench: &Bench, who: &Actor) -> bool {
    let staff = who.staff.clone();
    bench
        .desk
        .look_now(&office_actor(bench), May::SeeToday, Nothing, move |mut look| {
            let roles = look.desk().roles();
            let mut hands = look.hands();
            let officers = (cases::beside().officers)(&mut hands)?;
            let at_work = people::AtWork { officers: &officers, roles };
            let told = people::leaves_unattended(&mut hands, at_work, &staff)?;
            Ok(look.seen(About::nothing(), told))
        })
        .unwrap()
}

fn office_actor(bench: &Bench) -> Actor {
    officer(bench, "it", "general", "system_administrator")
}

#[test]
fn only_the_number_the_day_and_the_counter_of_a_record_that_too_few_can_open_are_shown() {
    at_a_desk(|bench| {
        let all = office(&bench);
        let privacy = Browser::of(&bench, &all.privacy);
        assert!(privacy.get(LIST).text.contains("担当が足りない記録はありません"));
        assert!(!left_behind(&bench, &all.suzuki));
        leaves(&bench, &all.ito, &all.suzuki);
        let list = privacy.get(LIST);
        for word in ["1件", "1人", "supportの窓口", "H30.4.9"] {
            assert!(list.text.contains(word), "{word}\n{}", list.text);
        }
        leaves(&bench, &all.ito, &all.sato);
        let (list, one) = (privacy.get(LIST).text, privacy.get(&the_one(&privacy)).text);
        assert!(list.contains("0人") && one.contains("0人"));
        for page in [&list, &one] {
            for kept in ["架空", "かくう", CANARY, PHONE, "ひみつの理由", all.person.as_text(), &all.case_no]
            {
                assert!(!page.contains(kept), "{kept}\n{page}");
            }
        }
        assert!(!one.contains("sato") && !one.contains("suzuki"), "nor who was named: {one}");
        assert!(left_behind(&bench, &all.suzuki) && left_behind(&bench, &all.sato));
        assert!(!left_behind(&bench, &all.ito) && !left_behind(&bench, &all.water));
    })
    .unwrap();
}

#[test]
fn two_different_officers_name_anew_and_those_who_left_are_named_no_longer() {
    at_a_desk(|bench| {
        let all = office(&bench);
        leaves(&bench, &all.ito, &all.suzuki);
        leaves(&bench, &all.ito, &all.sato);
        let (privacy, city) = (Browser::of(&bench, &all.privacy), Browser::of(&bench, &all.city));
        let one = the_one(&privacy);
        let propose = format!("{one}/propose");
        let chosen = [("reason", "担当の二人が退職した"), ("colleague_0", "ito"), ("colleague_1", "mori")];
        assert_eq!(city.post(&propose, &chosen).status, StatusCode::FORBIDDEN, "the second officer does not propose");
        let alone = privacy.post(&propose, &chosen[..2]);
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.text.contains("担当が二人以上") && alone.text.contains("担当の二人が退職した"));
        assert_eq!(privacy.post(&propose, &chosen[1..]).status, StatusCode::UNPROCESSABLE_ENTITY, "no reason");
        assert_eq!(privacy.post(&propose, &chosen).status, StatusCode::SEE_OTHER);
        assert_eq!(privacy.post(&propose, &chosen).status, StatusCode::UNPROCESSABLE_ENTITY, "asked once");

        let page = city.get(&one).text;
        for word in ["ito(supportの窓口)", "mori(supportの窓口)", "担当の二人が退職した", "確認して、担当を付け替える"]
        {
            assert!(page.contains(word), "{word}\n{page}");
        }
        let own = privacy.get(&one).text;
        assert!(!own.contains("確認して、担当を付け替える") && own.contains("求めを取り下げる"));
        let confirm = |of: &Browser, seen: &str| of.post(&format!("{one}/confirm"), &[("seen", seen)]).status;
        assert_eq!(confirm(&privacy, "1"), StatusCode::UNPROCESSABLE_ENTITY, "nobody confirms their own wish");
        assert_eq!(confirm(&city, "0"), StatusCode::CONFLICT, "nor what they did not see");
        let opens = |who: &Actor| Browser::of(&bench, who).get(&format!("/people/{}", all.person)).status;
        assert_eq!(opens(&all.ito), StatusCode::NOT_FOUND);
        assert_eq!(confirm(&city, "1"), StatusCode::SEE_OTHER);
        assert_eq!((opens(&all.ito), opens(&all.mori)), (StatusCode::OK, StatusCode::OK));
        for stranger in [&all.sato, &all.suzuki, &all.water] {
            assert_eq!(opens(stranger), StatusCode::NOT_FOUND);
        }
        assert_eq!(opens(&all.privacy), StatusCode::FORBIDDEN);
        assert!(privacy.get(LIST).text.contains("担当が足りない記録はありません"));
        assert_eq!(privacy.get(&one).status, StatusCode::NOT_FOUND, "looked after again: as if it were not");
        assert!(!left_behind(&bench, &all.suzuki));

        // The new ones end the hiding as the first could have.
        let restriction = |deed: &str| format!("/people/{}/restriction/{deed}", all.person);
        let (ito, mori) = (Browser::of(&bench, &all.ito), Browser::of(&bench, &all.mori));
        let asked = ito.post(&restriction("ask-lift"), &[("seen", "1"), ("lift_reason", "本人の申出")]);
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        assert_eq!(mori.post(&restriction("confirm-lift"), &[("seen", "2")]).status, StatusCode::SEE_OTHER);
    })
    .unwrap();
}

#[test]
fn a_move_to_a_counter_without_a_tie_counts_and_a_choice_that_helps_nobody_leaves_the_record_on_the_list() {
    at_a_desk(|bench| {
        let all = office(&bench);
        moves(&bench, &all.ito, &all.suzuki, "agc_water");
        assert!(left_behind(&bench, &all.suzuki));
        let (privacy, city) = (Browser::of(&bench, &all.privacy), Browser::of(&bench, &all.city));
        let one = the_one(&privacy);
        let by = [("reason", "異動"), ("colleague_0", "water"), ("colleague_of_0", "stf_water")];
        assert_eq!(privacy.post(&format!("{one}/propose"), &by).status, StatusCode::SEE_OTHER, "no word about ties");
        assert_eq!(privacy.post(&format!("{one}/withdraw"), &[]).status, StatusCode::SEE_OTHER);
        assert_eq!(privacy.post(&format!("{one}/withdraw"), &[]).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(privacy.post(&format!("{one}/propose"), &by).status, StatusCode::SEE_OTHER);
        assert_eq!(city.post(&format!("{one}/confirm"), &[("seen", "1")]).status, StatusCode::SEE_OTHER);
        assert!(privacy.get(LIST).text.contains("1人"), "still one");
        moves(&bench, &all.ito, &all.suzuki, "agc_support");
        assert!(privacy.get(LIST).text.contains("1人"), "whoever came back was named no longer");
    })
    .unwrap();
}

#[test]
fn a_record_that_is_looked_after_answers_as_one_that_never_was() {
    at_a_desk(|bench| {
        let all = office(&bench);
        leaves(&bench, &all.ito, &all.suzuki);
        let privacy = Browser::of(&bench, &all.privacy);
        let one = the_one(&privacy);
        run(
            &bench,
            &all.ito,
            "update staff_member set active = 1 where municipality_id = $1 and id = $2",
            args![bench.desk.municipality().clone(), all.suzuki.staff.clone()].to_vec(),
        );
        for (path, fields) in [("", &[][..]), ("/propose", &[("reason", "x"), ("colleague_0", "ito")][..])] {
            let ask = |id: &str| {
                let path = format!("{LIST}/{id}{path}");
                if fields.is_empty() { privacy.get(&path) } else { privacy.post(&path, fields) }
            };
            let (known, made_up) = (ask(one.rsplit('/').next().unwrap()), ask("rst_0000000000"));
            assert_eq!((known.status, made_up.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
            assert_eq!(known.text, made_up.text);
        }
    })
    .unwrap();
}
