//! 規則の読み込み: the files become one set of rules, or a list of mistakes an officer can mend.

use crate::builder::Builder;
use crate::codes::{Concern, Issue};
use crate::context::{Context, ContextWords, MarkerPhrases};
use crate::expand::refused;
use crate::fold::Folded;
use crate::mistake::{Mistake, is_date, parse, shared, whole};
use crate::phrase::{Phrase, PhraseReader, What};
use crate::respelling::Respelling;
use crate::rule_file::{
    ConnectFile, ContextFile, DangerFile, QuestionFile, RuleFile, RuleText, Sign, SpellingFile, WordFile,
};
use crate::rules::{Rule, Rules};
use crate::spelling::Spellings;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Ground, date and version that a file gives its rules.
struct Head<'a> {
    file: &'a str,
    source: &'a str,
    valid_from: &'a str,
    version: u32,
    issue: Option<Issue>,
}

/// Everything gathered while the files are read.
struct Loader {
    mistakes: Vec<Mistake>,
    phrases: PhraseReader,
    respelling: Respelling,
    spellings: Spellings,
    builder: Builder,
    signs: BTreeMap<String, Sign>,
    ids: BTreeSet<String>,
    rules: Vec<Rule>,
}

const SHARED: [&str; 6] =
    ["words.yaml", "spellings.yaml", "context.yaml", "danger.yaml", "connect.yaml", "questions.yaml"];

/// Everything that was read, before the automaton is made.
struct Gathered {
    loader: Loader,
    context: Context,
    connect: ConnectFile,
    questions: QuestionFile,
    particles: Vec<String>,
}

/// Reads every file given as (name, content).
pub(crate) fn load(files: &[(&str, &str)]) -> Result<Rules, Vec<Mistake>> {
    gather(files)?.finish()
}

fn gather(files: &[(&str, &str)]) -> Result<Gathered, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let words: Option<WordFile> = shared(files, "words.yaml", &mut mistakes);
    let spellings: Option<SpellingFile> = shared(files, "spellings.yaml", &mut mistakes);
    let context: Option<ContextFile> = shared(files, "context.yaml", &mut mistakes);
    let danger: Option<DangerFile> = shared(files, "danger.yaml", &mut mistakes);
    let connect: Option<ConnectFile> = shared(files, "connect.yaml", &mut mistakes);
    let questions: Option<QuestionFile> = shared(files, "questions.yaml", &mut mistakes);
    let (Some(words), Some(spellings), Some(context)) = (words, spellings, context) else {
        return Err(mistakes);
    };
    let (Some(danger), Some(connect), Some(questions)) = (danger, connect, questions) else {
        return Err(mistakes);
    };
    let spellings = match Spellings::new(&pairs(&spellings)) {
        Ok(spellings) => spellings,
        Err(_) => return Err(vec![whole("spellings.yaml", "表記の数が多すぎます。")]),
    };
    let mut loader = Loader {
        mistakes,
        phrases: PhraseReader::new(words.groups),
        respelling: Respelling::default(),
        spellings,
        builder: Builder::default(),
        signs: danger.signs,
        ids: BTreeSet::new(),
        rules: Vec::new(),
    };
    let particles = loader.words(&context.particles);
    let context = loader.context(&context);
    let head = Head {
        file: "danger.yaml",
        source: &danger.source,
        valid_from: &danger.valid_from,
        version: danger.version,
        issue: None,
    };
    loader.file(&head, danger.rules);
    for (name, content) in files.iter().filter(|f| !SHARED.contains(&f.0)) {
        loader.issue_file(name, content);
    }
    Ok(Gathered { loader, context, connect, questions, particles })
}

impl Gathered {
    fn finish(self) -> Result<Rules, Vec<Mistake>> {
        let Self { mut loader, context, connect, questions, particles } = self;
        if questions.unclear.len() < 2 {
            let told = "分からないときの質問 unclear は二つ以上いります。";
            loader.mistakes.push(whole("questions.yaml", told));
        }
        if !loader.mistakes.is_empty() {
            return Err(loader.mistakes);
        }
        let too_many = |_| vec![whole("", "言い回しの数が多すぎます。")];
        let finder = loader.builder.build(&loader.phrases.lexicon, &particles).map_err(too_many)?;
        let mut by_concern: BTreeMap<Concern, Vec<usize>> = BTreeMap::new();
        for (number, rule) in loader.rules.iter().enumerate() {
            for concern in &rule.concerns {
                by_concern.entry(*concern).or_default().push(number);
            }
        }
        Ok(Rules {
            finder,
            by_concern,
            spellings: loader.spellings,
            context,
            rules: loader.rules,
            signs: loader.signs,
            connect,
            questions,
        })
    }
}

impl Loader {
    fn issue_file(&mut self, name: &str, content: &str) {
        let Some(file) = parse::<RuleFile>(name, content, &mut self.mistakes) else {
            return;
        };
        let head = Head {
            file: name,
            source: &file.source,
            valid_from: &file.valid_from,
            version: file.version,
            issue: file.issue,
        };
        self.file(&head, file.rules);
    }

    fn file(&mut self, head: &Head<'_>, rules: Vec<RuleText>) {
        if !is_date(head.valid_from) {
            let told = "valid_from は 2026-04-01 のように書いてください。";
            self.mistakes.push(whole(head.file, told));
        }
        for rule in rules {
            self.rule(head, rule);
        }
    }

    fn rule(&mut self, head: &Head<'_>, text: RuleText) {
        if let Some(told) = self.fault(&text) {
            self.mistake(head.file, &text.id, told);
        }
        let mut phrases = |list: &[String]| -> Range<u32> {
            let read: Vec<_> = list.iter().flat_map(|p| self.phrase(head.file, &text.id, p)).collect();
            self.builder.add(&read)
        };
        let any = phrases(&text.phrases);
        let all = phrases(&text.all);
        let none = phrases(&text.none);
        let except = phrases(&text.except);
        let mut issues: Vec<Issue> = head.issue.into_iter().collect();
        issues.extend(text.also.iter().filter(|i| Some(**i) != head.issue));
        let source = text.source.unwrap_or_else(|| head.source.to_owned());
        let date = text.valid_from.unwrap_or_else(|| head.valid_from.to_owned());
        self.ids.insert(text.id.clone());
        self.rules.push(Rule {
            id: text.id,
            because: text.because,
            source,
            valid_from: date,
            version: text.version.unwrap_or(head.version),
            issues,
            any,
            all,
            none,
            except,
            who: text.who,
            not_who: text.not_who,
            concerns: text.concerns,
            urgency: text.urgency,
            danger: text.danger,
            connect: text.connect,
            yields_to: text.yields_to,
            lasting: text.lasting,
        });
    }

    fn fault(&self, text: &RuleText) -> Option<&'static str> {
        let sign = text.danger.as_ref();
        let date = text.valid_from.as_deref();
        if self.ids.contains(&text.id) {
            Some("同じ id の規則がほかにもあります。")
        } else if text.phrases.is_empty() && text.concerns.is_empty() {
            Some("phrases か concerns のどちらかがいります。")
        } else if !text.because.ends_with('。') {
            Some("because は「。」で終わる文にしてください。")
        } else if sign.is_some_and(|s| !self.signs.contains_key(s)) {
            Some("danger に書かれたしるしが danger.yaml にありません。")
        } else if sign.is_some() && !text.yields_to.is_empty() {
            Some("危険のしるしの規則には yields_to を書けません。")
        } else if date.is_some_and(|d| !is_date(d)) {
            Some("valid_from は 2026-04-01 のように書いてください。")
        } else {
            None
        }
    }

    /// A written phrase becomes several where quantities stand among its alternatives.
    fn phrase(&mut self, file: &str, rule: &str, source: &str) -> Vec<Phrase> {
        let read = self.phrases.read(source).and_then(|phrases| {
            phrases.into_iter().map(|phrase| self.respelled(phrase, source)).collect::<Result<Vec<_>, _>>()
        });
        read.unwrap_or_else(|told| {
            self.mistake(file, rule, &told);
            Vec::new()
        })
    }

    fn respelled(&mut self, mut phrase: Phrase, source: &str) -> Result<Phrase, String> {
        for step in phrase.chains.iter_mut().flatten() {
            if let What::Words(words) = &mut step.what {
                let lexicon = &mut self.phrases.lexicon;
                *words = self.respelling.of(*words, lexicon, &self.spellings).map_err(|why| refused(why, source))?;
                if lexicon.has_empty(*words) {
                    return Err("空の言葉になる書き方があります。".to_owned());
                }
            }
        }
        Ok(phrase)
    }

    /// Words in the one spelling.
    fn words(&self, words: &[String]) -> Vec<String> {
        words.iter().map(|w| Folded::word(w, &self.spellings)).collect()
    }

    fn context(&mut self, file: &ContextFile) -> Context {
        let mut phrases =
            |list: &[String]| -> Vec<Phrase> { list.iter().flat_map(|p| self.phrase("context.yaml", "", p)).collect() };
        let markers = MarkerPhrases {
            hypothetical_before: phrases(&file.hypothetical_before),
            resolved: phrases(&file.resolved),
            relapsed: phrases(&file.relapsed),
            past: phrases(&file.past),
            now: phrases(&file.now),
            unrelated: phrases(&file.unrelated),
            administrative: phrases(&file.administrative),
            hearsay: phrases(&file.hearsay),
            people: file.people.iter().map(|(who, list)| (*who, phrases(list))).collect(),
        };
        let words = ContextWords {
            glue: self.words(&file.glue),
            negatives: self.words(&file.negatives),
            breakers: self.words(&file.breakers),
            doubts: self.words(&file.doubts),
            hypothetical_after: self.words(&file.hypothetical_after),
            wishes: self.words(&file.wishes),
        };
        Context::new(&words, &markers, &mut self.builder)
    }

    fn mistake(&mut self, file: &str, rule: &str, sentence: &str) {
        self.mistakes.push(Mistake { file: file.to_owned(), rule: rule.to_owned(), sentence: sentence.to_owned() });
    }
}

/// The first of two entries for the same spelling counts, so that `kept` comes first.
pub(crate) fn pairs(file: &SpellingFile) -> Vec<(String, String)> {
    let kept = file.kept.iter().map(|k| (k.clone(), k.clone()));
    let same = file.spellings.keys().map(|k| (k.clone(), k.clone()));
    let others = file.spellings.iter().flat_map(|(to, from)| from.split('|').map(move |f| (f.to_owned(), to.clone())));
    let mut seen = BTreeSet::new();
    kept.chain(same).chain(others).filter(|(from, _)| !from.is_empty() && seen.insert(from.clone())).collect()
}

/// Every word of every part, one by one.
#[cfg(test)]
pub(crate) fn words_of_parts(files: &[(&str, &str)]) -> Vec<(u32, String)> {
    let loader = gather(files).unwrap_or_else(|mistakes| panic!("{mistakes:?}")).loader;
    let of_part = |(words, part): &(crate::lexicon::Words, u32)| {
        loader.phrases.lexicon.listed(*words).into_iter().map(|word| (*part, word)).collect::<Vec<_>>()
    };
    loader.builder.sets.iter().flat_map(of_part).collect()
}
