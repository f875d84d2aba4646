//! 来る人: who comes to a counter, with the faults that real data have: no name, no birth date, an age "about".

use office::{Day, Fault};
use people::{BirthKnown, Contact, NewPerson, PersonName, Sex};

use crate::chance::Chance;
use crate::geography::{District, address};
use crate::names::{Named, Names, phone};
use crate::words::Said;

/// What persons are made of.
pub(crate) struct Makings<'m> {
    pub(crate) names: &'m Names,
    pub(crate) districts: &'m [District],
    pub(crate) said: &'m Said,
    pub(crate) today: Day,
}

/// Somebody new, and who came to light with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Somebody {
    pub(crate) person: NewPerson,
    /// 匿名
    pub(crate) anonymous: bool,
    /// A member of the household, and the relation to the person: a code of `relations.yaml`.
    pub(crate) with: Option<(NewPerson, &'static str)>,
    /// The other parent of a child who lives in two households.
    pub(crate) other_home: Option<NewPerson>,
}

pub(crate) fn somebody(makings: &Makings<'_>, plainly: bool, chance: &mut Chance) -> Result<Somebody, Fault> {
    let fault = if plainly { 100 } else { chance.below(100) };
    let sex = sex(makings.said, chance);
    let age = age(makings.said, chance);
    let surname = makings.names.surname(chance);
    let home = contact(makings, chance);
    let mut person = NewPerson {
        name: name(&makings.names.with_given(&surname, sex, chance)),
        sex,
        birth: BirthKnown::Exact(birthday(makings.today, age, chance)),
        contact: home.clone(),
    };
    match fault {
        0..4 => {
            let only_sex = NewPerson { sex, ..NewPerson::default() };
            return Ok(Somebody { person: only_sex, anonymous: true, with: None, other_home: None });
        }
        4 => person.name = PersonName::default(),
        5 => person.name.written = None,
        6..11 => person.birth = BirthKnown::NotHeard,
        11..14 => person.birth = about(age, makings.today)?,
        14 => person.sex = None,
        _ => {}
    }
    let child = makings.said.with_children() && chance.percent(25);
    let family = Family { surname: &surname, home: &home, age };
    let with = if child { Some((family.child(makings, chance), "child")) } else { family.partner(makings, chance) };
    let other_home = (child && chance.once_in(6)).then(|| family.other_parent(makings, chance));
    Ok(Somebody { person, anonymous: false, with, other_home })
}

fn name(named: &Named) -> PersonName {
    PersonName::new(named.written.clone(), named.kana.clone())
}

fn sex(said: &Said, chance: &mut Chance) -> Option<Sex> {
    let drawn = match chance.below(100) {
        0..56 => Sex::Male,
        56..99 => Sex::Female,
        _ => Sex::Other,
    };
    Some(said.sex.as_deref().and_then(Sex::from_text).unwrap_or(drawn))
}

fn age(said: &Said, chance: &mut Chance) -> i32 {
    let (from, to) = match said.age {
        Some(span) => span,
        None if said.with_children() => (24, 49),
        None => {
            *chance.pick(&[(18, 29), (30, 39), (40, 49), (40, 49), (50, 59), (50, 64), (65, 84)]).unwrap_or(&(20, 64))
        }
    };
    chance.between(from, to)
}

fn birthday(today: Day, age: i32, chance: &mut Chance) -> Day {
    today.plus_months(-12 * age).plus_days(-chance.between(0, 364))
}

/// `50歳くらい`, `40代`: as it is typed when nobody wants to ask for papers.
fn about(age: i32, today: Day) -> Result<BirthKnown, Fault> {
    let said = if age % 2 == 0 { format!("{}代", age / 10 * 10) } else { format!("{}歳くらい", age / 5 * 5) };
    let typed = office::typed::birth(&said, today).map_err(|trouble| Fault::other(trouble.message))?;
    Ok(BirthKnown::from_typed(&typed, &said))
}

fn contact(makings: &Makings<'_>, chance: &mut Chance) -> Contact {
    let mobile = chance.percent(80).then(|| phone(chance));
    if makings.said.homeless {
        return Contact { no_fixed_address: true, phone_mobile: mobile, ..Contact::default() };
    }
    let place = address(makings.districts, chance).filter(|_| !chance.percent(6));
    Contact {
        postal_code: place.as_ref().map(|(district, _)| district.postal_code.clone()),
        district: place.as_ref().map(|(district, _)| district.name.clone()),
        address: place.map(|(_, address)| address),
        phone_home: chance.percent(25).then(|| phone(chance)),
        phone_mobile: mobile,
        ..Contact::default()
    }
}

struct Family<'f> {
    surname: &'f Named,
    home: &'f Contact,
    age: i32,
}

impl Family<'_> {
    fn member(&self, makings: &Makings<'_>, age: i32, home: &Contact, chance: &mut Chance) -> NewPerson {
        let sex = if chance.percent(50) { Sex::Female } else { Sex::Male };
        let (postal_code, address, district) = (home.postal_code.clone(), home.address.clone(), home.district.clone());
        NewPerson {
            name: name(&makings.names.with_given(self.surname, Some(sex), chance)),
            sex: Some(sex),
            birth: BirthKnown::Exact(birthday(makings.today, age, chance)),
            contact: Contact { postal_code, address, district, ..Contact::default() },
        }
    }

    fn child(&self, makings: &Makings<'_>, chance: &mut Chance) -> NewPerson {
        let age = chance.between(0, (self.age - 20).clamp(0, 17));
        self.member(makings, age, self.home, chance)
    }

    fn partner(&self, makings: &Makings<'_>, chance: &mut Chance) -> Option<(NewPerson, &'static str)> {
        let couple = makings.said.household.contains("夫婦") && chance.percent(20);
        couple.then(|| (self.member(makings, self.age, self.home, chance), "spouse"))
    }

    fn other_parent(&self, makings: &Makings<'_>, chance: &mut Chance) -> NewPerson {
        let elsewhere = contact(makings, chance);
        self.member(makings, self.age + 1, &elsewhere, chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::districts;
    use crate::words::Words;

    #[test]
    fn the_faults_of_real_data_are_there_and_most_people_are_whole() {
        let (names, districts, words) = (Names::read().unwrap(), districts().unwrap(), Words::read().unwrap());
        let mut chance = Chance::new(1);
        let made: Vec<Somebody> = (0..3_000)
            .map(|_| {
                let said = words.said("agc_jiritsu", &mut chance).unwrap();
                let today = Day::of(2017, 6, 1).unwrap();
                somebody(&Makings { names: &names, districts: &districts, said, today }, false, &mut chance).unwrap()
            })
            .collect();
        let count = |wanted: &dyn Fn(&Somebody) -> bool| made.iter().filter(|one| wanted(one)).count();
        assert!(count(&|one| one.anonymous) > 50);
        assert!(count(&|one| !one.anonymous && one.person.name.written.is_none()) > 20);
        assert!(count(&|one| !one.anonymous && one.person.birth == BirthKnown::NotHeard) > 50);
        assert!(count(&|one| matches!(&one.person.birth, BirthKnown::Between(..))) > 30);
        assert!(count(&|one| one.person.contact.no_fixed_address) > 5);
        assert!(count(&|one| one.with.is_some()) > 100);
        assert!(count(&|one| one.other_home.is_some()) > 5);
        let whole = |one: &Somebody| {
            one.person.name.written.is_some()
                && matches!(one.person.birth, BirthKnown::Exact(_))
                && one.person.sex.is_some()
        };
        assert!(count(&whole) > 2_000);
        assert!(made.iter().all(|one| !one.anonymous || one.person.name == PersonName::default()));
    }

    #[test]
    fn an_age_about_is_kept_as_it_was_said() {
        let today = Day::of(2017, 6, 1).unwrap();
        for age in 18..90 {
            let BirthKnown::Between(from, to, said) = about(age, today).unwrap() else { panic!("{age}") };
            assert!(from < to && !said.is_empty());
        }
    }
}
