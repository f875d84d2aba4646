//! temporary
use noticing::{Labelled, Part, Rules, labelled, measure, measure_with, notice};
#[test]
fn list_mistakes() {
    let rules = Rules::embedded().unwrap_or_else(|m| panic!("{m:#?}"));
    for s in labelled().unwrap() {
        if s.part() == Part::Training {
            show(rules, &s);
        }
    }
}
fn show(rules: &Rules, sentence: &Labelled) {
    let noticed = notice(rules, &[], &sentence.text);
    let found: Vec<_> = noticed.issues.iter().map(|s| s.issue).collect();
    let missed: Vec<_> = sentence.issues.iter().filter(|i| !found.contains(i)).collect();
    let wrong: Vec<String> = noticed
        .issues
        .iter()
        .filter(|s| !sentence.issues.contains(&s.issue))
        .map(|s| {
            s.grounds
                .iter()
                .map(|g| {
                    let words: Vec<String> =
                        g.spans.iter().map(|p| sentence.text.chars().skip(p.0).take(p.1 - p.0).collect()).collect();
                    format!("{}「{}」", g.rule, words.join("…"))
                })
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let urgency = (sentence.urgency != noticed.urgency)
        .then(|| format!("{}→{}", sentence.urgency.code(), noticed.urgency.code()));
    if !missed.is_empty() || !wrong.is_empty() || urgency.is_some() {
        println!("{}\n   missed {missed:?} wrong {wrong:?} urgency {urgency:?}", sentence.text);
    }
}
#[test]
fn print_measures() {
    let m = measure().unwrap_or_else(|m| panic!("{m:#?}"));
    for (n, p) in [("training", &m.training), ("held out", &m.held_out)] {
        let micro = p.micro();
        println!(
            "{n}: {} P {:?} R {:?} F1 {:?}, urgent recall {:?}, connected {:?}",
            p.sentences,
            micro.precision(),
            micro.recall(),
            micro.f1(),
            p.urgent_recall(),
            p.connected
        );
    }
    println!("literals {}", Rules::embedded().map_or(0, Rules::literals));
    let rules = Rules::embedded().unwrap();
    let all = labelled().unwrap();
    let n: usize = include_str!("/tmp/t/noticing/skip.txt").trim().parse().unwrap();
    let fresh: Vec<Labelled> = all.into_iter().skip(n).collect();
    let f = measure_with(rules, &fresh);
    for p in [f.training, f.held_out] {
        println!("fresh {} {:?} {:?} {:?}", p.sentences, p.micro(), p.micro().f1(), p.urgent_recall());
    }
}
