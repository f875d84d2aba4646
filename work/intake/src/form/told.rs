//! 聞いたことの欄: read from the form, and written back into it.

use office::calendar::short;
use office::typed;
use web::Pairs;

use super::read::Reader;
use crate::model::{Concern, Told, Visitor};
use crate::rules;

/// None: the day is not clear, and the errors say so.
pub(super) fn told(reader: &mut Reader<'_>) -> Option<Told> {
    let received_on = received_on(reader);
    let Came { visitor, relation, name: visitor_name, phone: visitor_phone, email: visitor_email } = came(reader);
    let told = Told {
        received_on: received_on.unwrap_or(reader.today),
        channel: reader.code("channel", "来談方法", "channels"),
        visitor: visitor.as_text().to_owned(),
        relation,
        visitor_name,
        visitor_phone,
        visitor_email,
        words: reader.several("words", "お聞きしたこと"),
        concerns: concerns(reader),
        other_concern: reader.line("other_concern", "その他の困りごと"),
        wishes: reader.codes("wishes", "連絡についての希望", "contact_wishes"),
        safe_time: reader.line("safe_time", "連絡してよい時間"),
        language: reader.code("language", "話しやすいことば", "languages"),
        household_line: reader.line("household_line", "世帯のこと"),
    };
    received_on.map(|_| told)
}

fn received_on(reader: &mut Reader<'_>) -> Option<office::Day> {
    let Some(line) = reader.line("received_on", "受付日") else {
        if reader.errors.of("received_on").is_none() {
            let today = short(reader.today);
            reader.errors.add("received_on", format!("受付日を入れてください。きょうは{today}です。"));
        }
        return None;
    };
    let day = match typed::day("受付日", &line) {
        Ok(day) => day,
        Err(trouble) => {
            reader.errors.add_with_example("received_on", trouble.message, trouble.example);
            return None;
        }
    };
    if day > reader.today {
        let today = short(reader.today);
        let sentence =
            format!("受付日が{}になっています。きょう({today})より後の日です。もう一度確かめてください。", short(day));
        reader.errors.add("received_on", sentence);
        return None;
    }
    Some(day)
}

/// Who came, and how to reach them.
struct Came {
    visitor: Visitor,
    relation: Option<String>,
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

fn came(reader: &mut Reader<'_>) -> Came {
    let relation = reader.code("relation", "本人との関係", "relations").filter(|code| code != "self");
    let name = reader.line("visitor_name", "来られた方の名前");
    let phone = reader.read("visitor_phone", "来られた方の電話", typed::phone).map(|phone| phone.to_string());
    let email = email(reader);
    let chosen = reader.pairs.one("visitor");
    let visitor = match Visitor::from_text(chosen) {
        Some(visitor) => visitor,
        None if chosen.is_empty() => Visitor::NotHeard,
        None => {
            reader.errors.add("visitor", "来られた方を、表示されている中からもう一度選んでください。");
            Visitor::NotHeard
        }
    };
    let somebody = [&relation, &name, &phone, &email].into_iter().any(Option::is_some);
    let visitor = match visitor {
        Visitor::ThePerson if somebody => {
            reader.errors.add(
                "visitor",
                "来られた方が「本人」ですが、本人以外の方のことも入っています。どちらか選んでください。",
            );
            visitor
        }
        Visitor::NotHeard if somebody => Visitor::Other,
        _ => visitor,
    };
    Came { visitor, relation, name, phone, email }
}

/// An address of mail as far as its shape tells: somebody, at, some place.
fn email(reader: &mut Reader<'_>) -> Option<String> {
    let email = reader.line("visitor_email", "来られた方のメール")?;
    let shaped = email.split_once('@').is_some_and(|(who, place)| {
        !who.is_empty() && !place.is_empty() && !place.contains('@') && !email.contains(char::is_whitespace)
    });
    if shaped {
        return Some(email);
    }
    reader.errors.add_with_example(
        "visitor_email",
        "メールの宛先の形を確かめてください。「@」の前と後ろに文字が要ります。",
        "mihon@example.jp",
    );
    None
}

fn concerns(reader: &mut Reader<'_>) -> Vec<Concern> {
    let applies = reader.codes("concern", "ご相談の内容", "concerns");
    let most = reader.codes("concern_main", "ご相談の内容", "concerns");
    let given = applies.into_iter().map(|code| Concern { code, most: false });
    let given: Vec<Concern> = given.chain(most.into_iter().map(|code| Concern { code, most: true })).collect();
    rules::in_order(reader.codes, &given)
}

/// The fields of a form that says this.
pub(crate) fn pairs_of(told: &Told) -> Pairs {
    let mut pairs =
        vec![("received_on".to_owned(), short(told.received_on)), ("visitor".to_owned(), told.visitor.clone())];
    let lines = [
        ("channel", &told.channel),
        ("relation", &told.relation),
        ("visitor_name", &told.visitor_name),
        ("visitor_phone", &told.visitor_phone),
        ("visitor_email", &told.visitor_email),
        ("words", &told.words),
        ("other_concern", &told.other_concern),
        ("safe_time", &told.safe_time),
        ("language", &told.language),
        ("household_line", &told.household_line),
    ];
    pairs.extend(lines.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value.clone()?))));
    for concern in &told.concerns {
        let field = if concern.most { "concern_main" } else { "concern" };
        pairs.push((field.to_owned(), concern.code.clone()));
    }
    pairs.extend(told.wishes.iter().map(|wish| ("wishes".to_owned(), wish.clone())));
    Pairs(pairs)
}
