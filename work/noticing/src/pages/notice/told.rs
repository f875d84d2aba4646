//! 気づきの見せ方: danger first, each suggestion with its words and its sentence, the best two counters before the rest.

use askama::Template;
use web::{SafeHtml, el, parts};

use super::Counters;
use crate::codes::{Agency, Urgency};
use crate::notice::{Notice, Span, Suggestion};
use crate::pages::CounterLine;
use crate::pages::marked::excerpts;

/// So many counters come before the rest.
const BEST: usize = 2;
/// So many counters of one kind are shown.
const MOST_LINES: usize = 3;

/// A sign of danger: what now, whom to call, what not to say.
struct DangerTold {
    label: String,
    because: String,
    words: SafeHtml,
    now: Vec<String>,
    avoid: Vec<String>,
    call: Vec<CounterTold>,
}

/// A 課題 that may be there.
struct IssueTold {
    label: &'static str,
    because: String,
    words: SafeHtml,
    /// The rule whose sentence is shown, as a worker refuses it.
    rule: String,
    sources: Vec<String>,
}

/// A kind of counter with the city's own counters of that kind.
struct CounterTold {
    label: &'static str,
    because: String,
    counters: SafeHtml,
}

/// Words for and against the same 課題.
struct AgainstTold {
    because: String,
    words_for: SafeHtml,
    words_against: SafeHtml,
}

/// Everything the page shows.
struct Told {
    urgency: SafeHtml,
    urgency_because: String,
    danger: Vec<DangerTold>,
    questions: Vec<(String, String)>,
    issues: Vec<IssueTold>,
    against: Vec<AgainstTold>,
    best: Vec<CounterTold>,
    others: Vec<CounterTold>,
    answer: Option<String>,
}

/// So many questions are shown.
const QUESTIONS: usize = 3;

#[derive(Template)]
#[template(path = "pages/told.html")]
struct ToldPart<'a> {
    told: Told,
    csrf: &'a str,
    /// Where it stands within another form, there are no buttons of its own.
    refusable: bool,
}

/// The whole answer. Without a `csrf` it may stand within another form.
pub(super) fn html(
    found: &Notice,
    text: &str,
    counters: &Counters,
    csrf: Option<&str>,
) -> Result<SafeHtml, askama::Error> {
    let told = Told::of(found, text, counters);
    SafeHtml::rendered(&ToldPart { told, csrf: csrf.unwrap_or_default(), refusable: csrf.is_some() })
}

impl Told {
    fn of(found: &Notice, text: &str, counters: &Counters) -> Self {
        let mut to = found.connect_to.iter().map(|to| CounterTold {
            label: to.label,
            because: to.because.clone(),
            counters: lines(counters, to.kind),
        });
        Self {
            urgency: urgency(found.urgency),
            urgency_because: found.urgency_because.clone().unwrap_or_default(),
            danger: dangers(found, text, counters),
            questions: found.questions.iter().take(QUESTIONS).map(|q| (q.ask.clone(), q.because.clone())).collect(),
            issues: found.issues.iter().map(|issue| issue_told(issue, text)).collect(),
            against: found
                .contradictions
                .iter()
                .map(|it| AgainstTold {
                    because: it.because.clone(),
                    words_for: excerpts(text, &it.spans_for),
                    words_against: excerpts(text, &it.spans_against),
                })
                .collect(),
            best: to.by_ref().take(BEST).collect(),
            others: to.collect(),
            answer: found.answer.clone(),
        }
    }
}

fn dangers(found: &Notice, text: &str, counters: &Counters) -> Vec<DangerTold> {
    let call =
        |kind: &Agency| CounterTold { label: kind.label(), because: String::new(), counters: lines(counters, *kind) };
    let told = found.danger.iter().map(|danger| DangerTold {
        label: danger.label.clone(),
        because: danger.because.clone(),
        words: excerpts(text, &danger.spans),
        now: danger.now.clone(),
        avoid: danger.avoid.clone(),
        call: danger.call.iter().map(call).collect(),
    });
    told.collect()
}

fn issue_told(issue: &Suggestion, text: &str) -> IssueTold {
    let spans: Vec<Span> = issue.grounds.iter().flat_map(|ground| ground.spans.iter().copied()).collect();
    let mut sources: Vec<String> = issue.grounds.iter().map(|ground| ground.source.clone()).collect();
    sources.sort();
    sources.dedup();
    let rule = issue.grounds.iter().find(|ground| ground.because == issue.because).or(issue.grounds.first());
    IssueTold {
        label: issue.label,
        because: issue.because.clone(),
        words: excerpts(text, &spans),
        rule: rule.map_or_else(String::new, |ground| ground.rule.clone()),
        sources,
    }
}

fn urgency(urgency: Urgency) -> SafeHtml {
    let kind = match urgency {
        Urgency::Urgent => "danger",
        Urgency::Early => "attention",
        Urgency::Ordinary => "plain",
    };
    parts::badge(kind, urgency.label())
}

fn lines(counters: &Counters, kind: Agency) -> SafeHtml {
    let known = counters.get(&kind).map(Vec::as_slice).unwrap_or_default();
    if known.is_empty() {
        return el("p").class("quiet").text("この市の窓口の一覧に、この種類の窓口はまだありません。").html();
    }
    el("ul").children(known.iter().take(MOST_LINES).map(line)).html()
}

fn line(counter: &CounterLine) -> SafeHtml {
    let open = if counter.open_now {
        ("held", "いま開いています")
    } else {
        ("waiting", "いまは時間の外です")
    };
    let phone = if counter.phone.is_empty() { "電話の登録はありません" } else { &counter.phone };
    let noted = |text: &str, before: &str| {
        if text.is_empty() { String::new() } else { format!(" {before}{text}") }
    };
    el("li")
        .text(&format!(
            "{} {phone}{}{} ",
            counter.name,
            noted(&counter.hours, ""),
            noted(&counter.languages, "通じる言葉: ")
        ))
        .child(parts::badge(open.0, open.1))
        .html()
}
