//! 職員のコマンド: what the command line does with accounts, each with the same rules and the same record as the pages.

use office::{About, Act, Actor, AgencyId, Day, Desk, Fault, Grants, May, Nothing, Reach, Refusal, StaffId, Trouble};
use vault::random::Token;

use crate::agencies::{self, NewAgency};
use crate::members::{self, Member, NewMember};

/// A member to be added. The reading stands in for what is not yet known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    pub login: String,
    pub name: String,
    /// ふりがな; the name itself orders the lists if it is empty.
    pub kana: String,
    /// The counter's id or its whole name.
    pub agency: String,
    /// Codes of roles.
    pub roles: Vec<String>,
}

/// Whoever sits at the machine itself.
fn operator() -> Result<Actor, Fault> {
    let mut grants = Grants::default();
    for may in [May::ManageStaff, May::ManageAgencies] {
        grants.add(may, Reach::City);
    }
    Ok(Actor {
        staff: StaffId::from_text("stf_command").ok_or(Fault::NotA("staff id"))?,
        name: "コマンド".to_owned(),
        agency: AgencyId::from_text("agc_command").ok_or(Fault::NotA("agency id"))?,
        agency_name: "コマンド".to_owned(),
        roles: Vec::new(),
        role_labels: Vec::new(),
        grants,
    })
}

fn read(act: &mut Act<'_, '_>, added: &Added) -> Result<NewMember, Trouble> {
    let login = members::login(&added.login).map_err(Refusal::rule)?;
    let all = agencies::list(&mut act.hands())?;
    let agency = all.into_iter().find(|a| a.id.as_text() == added.agency || a.name == added.agency);
    let agency = agency.ok_or_else(|| Refusal::rule(format!("「{}」という窓口はありません。", added.agency)))?.id;
    let roles = act.desk().roles();
    if let Some(unknown) = added.roles.iter().find(|code| roles.find(code).is_none()) {
        let known = roles.roles.iter().map(|role| role.code.as_str()).collect::<Vec<_>>().join("、");
        return Err(Refusal::rule(format!("「{unknown}」という役割はありません。使える役割: {known}")).into());
    }
    if added.roles.is_empty() || added.name.trim().is_empty() {
        return Err(Refusal::rule("名前と、1つ以上の役割を指定してください。").into());
    }
    let kana = if added.kana.trim().is_empty() { added.name.clone() } else { added.kana.clone() };
    let (name, roles) = (added.name.trim().to_owned(), added.roles.clone());
    Ok(NewMember { login, name, kana, agency, extension: String::new(), roles })
}

/// Adds a member; answers the token of the invitation (`/welcome/{token}`).
pub fn add_member(desk: &Desk, added: Added) -> Result<Token, Trouble> {
    desk.act_now(&operator()?, May::ManageStaff, Nothing, move |mut act| {
        let new = read(&mut act, &added)?;
        let (id, token) = members::insert_within(&mut act, &new)?;
        act.done(About::new("staff", id.as_text()), "職員を登録し、招待した", token)
    })
}

/// Everyone, those whose sign-in is closed too.
pub fn list(desk: &Desk) -> Result<Vec<Member>, Trouble> {
    desk.look_now(&operator()?, May::ManageStaff, Nothing, |mut look| {
        let all = members::list(&mut look.hands())?;
        Ok(look.seen(About::new("staff", "list"), all))
    })
}

fn known(act: &mut Act<'_, '_>, login: &str) -> Result<Member, Trouble> {
    let found = members::by_login(&mut act.hands(), login)?;
    found.ok_or_else(|| Refusal::rule(format!("「{login}」というログイン名の職員はいません。")).into())
}

/// Closes the sign-in of a member; what they have open ends on its next request.
pub fn deactivate(desk: &Desk, login: &str) -> Result<(), Trouble> {
    let login = login.to_owned();
    desk.act_now(&operator()?, May::ManageStaff, Nothing, move |mut act| {
        let member = known(&mut act, &login)?;
        members::deactivate(&mut act, &member.id, member.version)?;
        act.done(About::new("staff", member.id.as_text()), "サインインを止めた", ())
    })
}

/// A new invitation in place of password and second factor; answers its token.
pub fn reset(desk: &Desk, login: &str) -> Result<Token, Trouble> {
    let login = login.to_owned();
    desk.act_now(&operator()?, May::ManageStaff, Nothing, move |mut act| {
        let member = known(&mut act, &login)?;
        let token = members::reset(&mut act, &member.id)?;
        act.done(About::new("staff", member.id.as_text()), "招待をやり直した", token)
    })
}

/// The first administrator (login `admin`) with a counter to belong to; answers the one-time token.
/// Refused where somebody can manage the staff already.
pub fn first_administrator(desk: &Desk) -> Result<Token, Trouble> {
    desk.act_now(&operator()?, May::ManageStaff, Nothing, |mut act| {
        let all = members::list(&mut act.hands())?;
        let roles = act.desk().roles();
        if all.iter().any(|member| member.active && roles.grants(&member.roles).allow(May::ManageStaff)) {
            let sentence = "システム管理者は、もう登録されています。招待をやり直すには user reset を使ってください。";
            return Err(Refusal::rule(sentence).into());
        }
        let today: Day = act.today();
        let agency = act.new_id(AgencyId::PREFIX, AgencyId::from_text)?;
        agencies::insert_as(&mut act, &administration().opened(agency.clone(), today))?;
        let new = NewMember {
            login: "admin".to_owned(),
            name: "システム管理者".to_owned(),
            kana: "しすてむかんりしゃ".to_owned(),
            agency,
            extension: String::new(),
            roles: vec!["system_administrator".to_owned()],
        };
        let (id, token) = members::insert_within(&mut act, &new)?;
        act.done(About::new("staff", id.as_text()), "最初のシステム管理者を登録し、招待した", token)
    })
}

fn administration() -> NewAgency {
    NewAgency {
        kind: "city_other".to_owned(),
        name: "システム管理担当".to_owned(),
        kana: "しすてむかんりたんとう".to_owned(),
        languages: vec!["ja".to_owned()],
        has_account: true,
        ..NewAgency::default()
    }
}
