//! ものさしの確かめ: the document is up to date and the aims hold.

use noticing::{Labelled, Part, Rules, labelled, markdown, measure, notice};

/// Sentences of the tuned part that are not noticed as labelled; the held-out part is never listed.
#[test]
#[ignore = "a tool for tuning"]
fn list_mistakes_of_the_tuned_part() {
    let rules = Rules::embedded().unwrap_or_else(|m| panic!("{m:#?}"));
    for sentence in labelled().unwrap() {
        if sentence.part() == Part::Training {
            show(rules, &sentence);
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
            let words: Vec<String> = s
                .grounds
                .iter()
                .map(|g| {
                    let words: Vec<String> = g
                        .spans
                        .iter()
                        .map(|p| sentence.text.chars().skip(p.0).take(p.1 - p.0).collect())
                        .collect();
                    format!("{}「{}」", g.rule, words.join("…"))
                })
                .collect();
            words.join(" ")
        })
        .collect();
    let urgency = (sentence.urgency != noticed.urgency)
        .then(|| format!("{}→{}", sentence.urgency.code(), noticed.urgency.code()));
    if !missed.is_empty() || !wrong.is_empty() || urgency.is_some() {
        println!(
            "{}\n   missed {missed:?} wrong {wrong:?} urgency {urgency:?}",
            sentence.text
        );
    }
}

#[test]
#[ignore = "prints the measures"]
fn print_measures() {
    let measures = measure().unwrap_or_else(|m| panic!("{m:#?}"));
    for (name, part) in [("training", &measures.training), ("held out", &measures.held_out)] {
        let micro = part.micro();
        println!(
            "{name}: {} sentences, micro P {:?} R {:?} F1 {:?}, urgent recall {:?}, connected {:?}",
            part.sentences,
            micro.precision(),
            micro.recall(),
            micro.f1(),
            part.urgent_recall(),
            part.connected
        );
    }
    println!("literals {}", Rules::embedded().map_or(0, Rules::literals));
}

#[test]
#[ignore = "a tool for tuning"]
fn tail_only() {
    let rules = Rules::embedded().unwrap();
    let all = labelled().unwrap();
    let fresh: Vec<Labelled> = all.into_iter().skip(547).collect();
    for part in [
        noticing::measure_with(rules, &fresh).training,
        noticing::measure_with(rules, &fresh).held_out,
    ] {
        println!("{} {:?} {:?} {:?}", part.sentences, part.micro(), part.micro().f1(), part.urgent_recall());
    }
}
