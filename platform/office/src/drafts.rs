//! 下書き: what is being typed, saved sealed on the server, so that nothing typed is ever lost.
//!
//! A draft belongs to its writer alone and is no deed upon a record: it is kept without an audit row, because a row
//! every ten seconds would bury the rows that matter, and nobody but the writer can read it.

use db::{Reader, Writer, args};

use crate::{Actor, Desk, Fault, Instant, Trouble};

/// Which form and which thing it is about (`new` for a new one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    pub form: String,
    pub subject: String,
}

/// A kept draft: the form's fields as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub which: Which,
    pub fields: Vec<(String, String)>,
    pub version: i64,
    pub saved_at: Instant,
}

/// At most so many bytes of one draft are kept: far above any form, far below harm.
pub const MOST: usize = 512 * 1024;

fn key_of(actor: &Actor) -> String {
    format!("draft-{}", actor.staff)
}

fn row_of(which: &Which) -> String {
    format!("{}/{}", which.form, which.subject)
}

/// Keeps the draft; answers its new version.
pub async fn keep(desk: &Desk, actor: &Actor, which: Which, fields: Vec<(String, String)>) -> Result<i64, Trouble> {
    let body = serde_json::to_string(&fields).map_err(|e| Fault::other(e.to_string()))?;
    if body.len() > MOST {
        let mut errors = crate::FieldErrors::default();
        errors.add("draft", "文字数が多すぎて、下書きを保存できません。分けて入力してください。");
        return Err(errors.into());
    }
    let (at, own, actor) = (desk.now(), desk.clone(), actor.clone());
    desk.db().write(move |writer| put(writer, (&own, &actor), &which, &body, at)).await
}

fn put(
    writer: &mut Writer<'_>,
    (desk, actor): (&Desk, &Actor),
    which: &Which,
    body: &str,
    at: Instant,
) -> Result<i64, Trouble> {
    let key = desk.keys().key_or_make(writer, desk.municipality(), &key_of(actor), at)?;
    let row = row_of(which);
    let sealed = key.seal_text(vault::Place { table: "office_draft", row: &row, column: "body" }, body)?;
    let (version,): (i64,) =
        writer.one(
            "insert into office_draft (municipality_id, staff_id, form, subject, body, version, saved_at)
         values ($1, $2, $3, $4, $5, 1, $6)
         on conflict (municipality_id, staff_id, form, subject)
         do update set body = excluded.body, version = office_draft.version + 1, saved_at = excluded.saved_at
         returning version",
            &args![
                desk.municipality().clone(),
                actor.staff.clone(),
                which.form.clone(),
                which.subject.clone(),
                sealed,
                at,
            ],
        )?;
    Ok(version)
}

/// The actor's draft of this form, if there is one.
pub async fn find(desk: &Desk, actor: &Actor, which: Which) -> Result<Option<Draft>, Trouble> {
    let (own, actor) = (desk.clone(), actor.clone());
    desk.db()
        .read(move |reader: &mut Reader<'_>| {
            let found: Option<(Vec<u8>, i64, Instant)> = reader.maybe(
                "select body, version, saved_at from office_draft
                 where municipality_id = $1 and staff_id = $2 and form = $3 and subject = $4",
                &args![own.municipality().clone(), actor.staff.clone(), which.form.clone(), which.subject.clone()],
            )?;
            let Some((body, version, saved_at)) = found else { return Ok(None) };
            let key = own.keys().key(reader, own.municipality(), &key_of(&actor))?;
            let row = row_of(&which);
            let text = key.open_text(vault::Place { table: "office_draft", row: &row, column: "body" }, &body)?;
            let fields = serde_json::from_str(&text).map_err(|e| Fault::other(e.to_string()))?;
            Ok(Some(Draft { which, fields, version, saved_at }))
        })
        .await
}

/// The actor's drafts, newest first: form, subject and when.
pub async fn list(desk: &Desk, actor: &Actor) -> Result<Vec<(Which, Instant)>, Trouble> {
    let (own, actor) = (desk.clone(), actor.clone());
    desk.db()
        .read(move |reader: &mut Reader<'_>| {
            let rows: Vec<(String, String, Instant)> = reader.all(
                "select form, subject, saved_at from office_draft where municipality_id = $1 and staff_id = $2
                 order by saved_at desc limit 20",
                &args![own.municipality().clone(), actor.staff.clone()],
            )?;
            Ok(rows.into_iter().map(|(form, subject, at)| (Which { form, subject }, at)).collect())
        })
        .await
}

/// Takes the draft away, inside the deed that made it real.
pub fn clear(act: &mut crate::Act<'_, '_>, form: &str, subject: &str) -> Result<(), Fault> {
    let (municipality, staff) = (act.municipality().clone(), act.actor().staff.clone());
    act.store().run(
        "delete from office_draft where municipality_id = $1 and staff_id = $2 and form = $3 and subject = $4",
        &args![municipality, staff, form.to_owned(), subject.to_owned()],
    )?;
    Ok(())
}

/// Takes the draft away because its writer says so.
pub async fn drop(desk: &Desk, actor: &Actor, which: Which) -> Result<(), Trouble> {
    let (own, actor) = (desk.clone(), actor.clone());
    desk.db()
        .write(move |writer| {
            writer.run(
                "delete from office_draft where municipality_id = $1 and staff_id = $2 and form = $3 and subject = $4",
                &args![own.municipality().clone(), actor.staff.clone(), which.form.clone(), which.subject.clone()],
            )?;
            Ok(())
        })
        .await
}
