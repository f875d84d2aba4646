//! Records for the named few, corrections that are kept, two records of one person.

use super::*;

/// A search as the page shows it.
fn found(browser: &Browser, text: &str) -> String {
    browser.get(&format!("/people?q={}", encoded(text))).text
}

fn restriction(person: &PersonId, deed: &str) -> String {
    format!("/people/{person}/restriction{deed}")
}

/// Three of one counter, each in the directory of staff; the third is nobody's colleague here.
fn three(bench: &Bench) -> [Actor; 3] {
    let of = |name: &str| officer(bench, name, "support", "chief_counsellor");
    let all = [of("sato"), of("suzuki"), of("ito")];
    counter(bench, &all[0], "support", true, None);
    for one in &all {
        member(bench, &all[0], one, true);
    }
    all
}

#[test]
fn a_record_is_hidden_from_all_but_the_named_and_shown_again_by_two_of_them() {
    at_a_desk(|bench| {
        let [sato, suzuki, ito] = three(&bench);
        let (case, person) = open(&bench, &sato, hanako());
        let (a, b, c) = (Browser::of(&bench, &sato), Browser::of(&bench, &suzuki), Browser::of(&bench, &ito));
        let begin = restriction(&person, "/begin");
        let alone = a.post(&begin, &[("reason", "家族が勤めている")]);
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.text.contains("もう一人以上の職員を名指し") && alone.text.contains("家族が勤めている"));
        let begun = a.post(&begin, &[("reason", "家族が勤めている"), ("colleague_0", "suzuki")]);
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);

        let paths = [
            format!("/people/{person}"),
            restriction(&person, ""),
            format!("/people/{person}/protection"),
            format!("/people/{person}/same"),
        ];
        for path in &paths {
            assert_eq!(b.get(path).status, StatusCode::OK, "{path}");
            assert_eq!(c.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(found(&b, "花子").contains("架空 花子") && !found(&c, "花子").contains("架空 花子"));
        assert!(!c.get("/cases").text.contains(&case.no) && b.get("/cases").text.contains(&case.no));
        assert_eq!(c.post(&begin, &[("reason", "x"), ("colleague_0", "ito")]).status, StatusCode::NOT_FOUND);

        // Two must be left, so that it can be ended; a third may be named and go again.
        let unname =
            |of: &Browser, who: &Actor| of.post(&restriction(&person, "/unname"), &[("staff", who.staff.as_text())]);
        assert_eq!(unname(&a, &suzuki).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(a.post(&restriction(&person, "/name"), &[("colleague_0", "ito")]).status, StatusCode::SEE_OTHER);
        assert_eq!(c.get(&paths[0]).status, StatusCode::OK);
        assert_eq!(unname(&a, &ito).status, StatusCode::SEE_OTHER);
        assert_eq!(c.get(&paths[0]).status, StatusCode::NOT_FOUND);

        let ask = a.post(&restriction(&person, "/ask-lift"), &[("seen", "1"), ("lift_reason", "異動した")]);
        assert_eq!(ask.status, StatusCode::SEE_OTHER, "{}", ask.text);
        let confirm =
            |of: &Browser, seen: &str| of.post(&restriction(&person, "/confirm-lift"), &[("seen", seen)]).status;
        assert_eq!(confirm(&a, "2"), StatusCode::UNPROCESSABLE_ENTITY, "nobody confirms their own wish");
        assert_eq!(confirm(&b, "1"), StatusCode::CONFLICT, "nor a state that is no longer");
        assert_eq!(c.get(&paths[0]).status, StatusCode::NOT_FOUND);
        assert_eq!(confirm(&b, "2"), StatusCode::SEE_OTHER);
        assert_eq!(c.get(&paths[0]).status, StatusCode::OK);
        assert!(found(&c, "花子").contains("架空 花子"));
    })
    .unwrap();
}

#[test]
fn the_privacy_officer_hides_a_record_without_reading_it() {
    at_a_desk(|bench| {
        let [sato, suzuki, _] = three(&bench);
        let (_, person) = open(&bench, &sato, hanako());
        let privacy = officer(&bench, "abe", "support", "privacy_officer");
        let p = Browser::of(&bench, &privacy);
        assert!(p.get("/who-saw?q=1970-03-01").text.contains("存在を伏せる</a>"));
        let page = p.get(&restriction(&person, ""));
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains(CANARY) && !page.text.contains(PHONE));
        let begun = p.post(&restriction(&person, "/begin"), &[("reason", "本人の申出"), ("colleague_0", "suzuki")]);
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        assert_eq!(p.get(&format!("/people/{person}")).status, StatusCode::FORBIDDEN);
        assert_eq!(Browser::of(&bench, &sato).get(&format!("/people/{person}")).status, StatusCode::NOT_FOUND);
        assert_eq!(Browser::of(&bench, &suzuki).get(&format!("/people/{person}")).status, StatusCode::OK);
    })
    .unwrap();
}

#[test]
fn a_colleague_is_named_by_part_of_a_name_without_script() {
    at_a_desk(|bench| {
        let [sato, _, _] = three(&bench);
        let (_, person) = open(&bench, &sato, hanako());
        let a = Browser::of(&bench, &sato);
        let page = a.get(&format!("/people/{person}/protection")).text;
        assert!(!page.contains("type=\"checkbox\""), "no list of all staff");
        let begin = format!("/people/{person}/protection/begin");
        let fields = [("reason", "申出"), ("until", "H31.3.31"), ("colleague_0", "support")];
        let several = a.post(&begin, &fields);
        assert_eq!(several.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in ["suzuki(supportの窓口)", "ito(supportの窓口)", "value=\"stf_ito\"", "申出"] {
            assert!(several.text.contains(text), "{text}");
        }
        let picked = [fields[0], fields[1], fields[2], ("colleague_of_0", "stf_ito")];
        assert_eq!(a.post(&begin, &picked).status, StatusCode::SEE_OTHER);
        let page = a.get(&format!("/people/{person}/protection")).text;
        assert!(page.contains("sato、ito") || page.contains("ito、sato"), "both are named");
        let unname = format!("/people/{person}/protection/unname");
        let ito = Browser::of(&bench, &officer(&bench, "ito", "support", "chief_counsellor"));
        assert!(ito.get(&format!("/people/{person}")).text.contains(CANARY));
        assert_eq!(a.post(&unname, &[("staff", "stf_ito")]).status, StatusCode::SEE_OTHER);
        assert!(!ito.get(&format!("/people/{person}")).text.contains(CANARY), "gone with the name");
        assert_eq!(ito.post(&unname, &[("staff", "stf_sato")]).status, StatusCode::FORBIDDEN);
        assert_eq!(
            a.post(&unname, &[("staff", "stf_sato")]).status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the last stays"
        );
        let offered = a.get("/people/colleagues?q=suz").text;
        assert!(offered.contains("stf_suzuki") && !offered.contains("stf_ito"), "{offered}");
    })
    .unwrap();
}

fn amend(browser: &Browser, person: &PersonId, fields: &[(&str, &str)]) -> StatusCode {
    browser.post(&format!("/people/{person}/amend"), fields).status
}

#[test]
fn every_correction_of_a_person_is_kept_with_what_stood_before() {
    at_a_desk(|bench| {
        let [sato, suzuki, _] = three(&bench);
        let (_, person) = open(&bench, &sato, hanako());
        let (a, b) = (Browser::of(&bench, &sato), Browser::of(&bench, &suzuki));
        let page = format!("/people/{person}");
        assert!(!a.get(&page).text.contains("基本情報を直した記録"));
        let whole = [("with_contact", "1"), ("kana", "かくう はなみ"), ("birth", "S45.3.1"), ("address", "新しい町1")];
        let first = [&whole[..], &[("version", "1"), ("name", "架空 花美")]].concat();
        assert_eq!(amend(&a, &person, &first), StatusCode::SEE_OTHER);
        let second = [&whole[..], &[("version", "2"), ("name", "架空 花代")]].concat();
        assert_eq!(amend(&b, &person, &second), StatusCode::SEE_OTHER);
        let text = a.get(&page).text;
        for kept in [
            "<del>架空 花子</del>",
            "<ins>架空 花美</ins>",
            "<del>架空 花美</del>",
            "<ins>架空 花代</ins>",
            CANARY,
            PHONE,
            "suzuki",
        ] {
            assert!(text.contains(kept), "{kept}\n{text}");
        }
        // A correction that meets a conflict leaves no trace.
        assert_eq!(amend(&b, &person, &first), StatusCode::CONFLICT);
        assert_eq!(a.get(&page).text.matches("<time").count(), text.matches("<time").count());

        // What was written before a protection is kept back by it, too.
        protect(&bench, &sato, &person);
        assert!(a.get(&page).text.contains(CANARY));
        let unnamed = b.get(&page).text;
        assert!(!unnamed.contains(CANARY) && !unnamed.contains(PHONE) && !unnamed.contains("新しい町1"));
        assert!(unnamed.contains("<del>架空 花子</del>") && unnamed.contains("名指しされた職員だけに見えます"));
    })
    .unwrap();
}

#[test]
fn two_records_of_one_person_are_linked_shown_on_both_and_told_apart_again() {
    at_a_desk(|bench| {
        let [sato, _, _] = three(&bench);
        let (first, one) = open(&bench, &sato, hanako());
        let (second, other) = open(&bench, &sato, named("架空 華子", "かくう はなこ"));
        let a = Browser::of(&bench, &sato);
        let page = a.get(&format!("/people/{one}/same")).text;
        assert!(page.contains("架空 華子"), "looked for by the same reading, unasked");
        let blank = a.post(&format!("/people/{one}/same"), &[("other", other.as_text())]);
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("other", other.as_text()), ("why", "電話番号が同じ")];
        assert_eq!(a.post(&format!("/people/{one}/same"), &fields).status, StatusCode::SEE_OTHER);
        assert_eq!(
            a.post(&format!("/people/{other}/same"), &[("other", one.as_text()), fields[1]]).status,
            StatusCode::CONFLICT
        );
        for (here, there, case) in [(&one, "架空 華子", &second), (&other, "架空 花子", &first)] {
            let text = a.get(&format!("/people/{here}")).text;
            for shown in ["同じ人かもしれない記録", there, "電話番号が同じ", case.no.as_str()] {
                assert!(text.contains(shown), "{shown}");
            }
        }
        assert!(found(&a, "花子").contains("同じ人かもしれない: "));
        let text = a.get(&format!("/people/{other}")).text;
        let link = text.split("name=\"link\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let undo = format!("/people/{other}/same/undo");
        assert_eq!(a.post(&undo, &[("link", &link)]).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(a.post(&undo, &[("link", &link), ("undo_why", "生年月日が違った")]).status, StatusCode::SEE_OTHER);
        assert_eq!(a.post(&undo, &[("link", &link), ("undo_why", "もう一度")]).status, StatusCode::CONFLICT);
        for here in [&one, &other] {
            let text = a.get(&format!("/people/{here}")).text;
            assert!(text.contains("別の人と分かった") && text.contains("生年月日が違った"), "the history stays");
        }
        assert!(!found(&a, "花子").contains("同じ人かもしれない: "));
        let again = a.post(&format!("/people/{one}/same"), &fields).status;
        assert_eq!(again, StatusCode::SEE_OTHER, "and it can be linked anew");
    })
    .unwrap();
}

#[test]
fn a_link_tells_nothing_to_whoever_may_not_see_the_other_record() {
    at_a_desk(|bench| {
        let [sato, suzuki, _] = three(&bench);
        let water = officer(&bench, "mori", "water", "counter_clerk");
        let (_, here) = open(&bench, &sato, hanako());
        let (_, hidden) = open(&bench, &sato, named("秘野 華子", "ひの はなこ"));
        let (_, elsewhere) = open(&bench, &water, named("水野 華子", "みずの はなこ"));
        let (a, b) = (Browser::of(&bench, &sato), Browser::of(&bench, &suzuki));
        let same = format!("/people/{here}/same");
        // A record of another counter does not exist here: neither to be found, nor to be linked by its number.
        assert!(!a.get(&format!("{same}?q={}", encoded("水野"))).text.contains("水野 華子"));
        let guessed = a.post(&same, &[("other", elsewhere.as_text()), ("why", "見当")]);
        assert_eq!(guessed.status, StatusCode::NOT_FOUND);
        assert_eq!(a.post(&same, &[("other", hidden.as_text()), ("why", "電話が同じ")]).status, StatusCode::SEE_OTHER);
        let begin = [("reason", "申出"), ("colleague_0", "ito")];
        assert_eq!(a.post(&restriction(&hidden, "/begin"), &begin).status, StatusCode::SEE_OTHER);
        assert!(a.get(&format!("/people/{here}")).text.contains("秘野 華子"), "the named see both");
        let unnamed = b.get(&format!("/people/{here}")).text;
        for tell in ["秘野", "電話が同じ", "同じ人かもしれない記録", hidden.as_text()] {
            assert!(!unnamed.contains(tell), "{tell}");
        }
        assert!(!found(&b, "はなこ").contains("秘野") && !found(&b, "はなこ").contains("同じ人かもしれない: "));
    })
    .unwrap();
}

#[test]
fn every_counter_that_is_tied_to_a_case_stands_on_it_with_whoever_holds_it_first() {
    at_a_desk(|bench| {
        let [sato, _, _] = three(&bench);
        counter(&bench, &sato, "asked", true, None);
        let (case, _) = open(&bench, &sato, hanako());
        let id = case.id.clone();
        bench
            .desk
            .act_now(&sato, May::ReceiveIntake, Nothing, move |mut act| {
                let asked = office::AgencyId::from_text("agc_asked").unwrap();
                cases::attach_party(&mut act, &id, &asked, cases::TieKind::Received)?;
                act.done(About::nothing(), "つないだ", ())
            })
            .unwrap();
        let id = case.id.clone();
        let parties = bench
            .desk
            .look_now(&sato, May::SeeCase, cases::CaseSubject(id.clone()), move |mut look| {
                let case = cases::get(&mut look.hands(), &id)?;
                let part = cases::PartiesPart::of(&mut look.hands(), &case)?;
                Ok(look.seen(About::case(&id), part.parties))
            })
            .unwrap();
        let told: Vec<_> = parties.iter().map(|one| (one.name.as_str(), one.ties.as_str(), one.holds)).collect();
        assert_eq!(told, [("supportの窓口", "受け付けた", true), ("askedの窓口", "つながれた", false)]);
    })
    .unwrap();
}
