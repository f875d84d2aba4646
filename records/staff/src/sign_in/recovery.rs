//! 予備コード in the database: ten hashes, each good for one sign-in.

use db::{Reader, Writer, args};
use office::{Desk, Fault, Instant, StaffId, Trouble};
use vault::password::{Cost, Hash};
use vault::totp::{hash_recovery, recovery_codes, verify_recovery};

use super::hashing::slowly;

/// New codes with their hashes. The codes are shown once and are nowhere else.
pub(crate) async fn make(cost: Cost) -> Result<Vec<(String, Hash)>, Trouble> {
    let made = slowly(move || {
        recovery_codes()?
            .into_iter()
            .map(|code| hash_recovery(&code, cost).map(|hash| (code, hash)))
            .collect::<Result<Vec<_>, vault::VaultTrouble>>()
    });
    Ok(made.await??)
}

/// Keeps the hashes in place of any earlier ones.
pub(crate) fn replace(writer: &mut Writer<'_>, desk: &Desk, staff: &StaffId, hashes: &[Hash]) -> Result<(), Fault> {
    remove(writer, desk, staff)?;
    for hash in hashes {
        writer.run(
            "insert into staff_recovery_code (municipality_id, staff_id, code_hash, used_at)
             values ($1, $2, $3, null)",
            &args![desk.municipality().clone(), staff.clone(), hash.as_str().to_owned()],
        )?;
    }
    Ok(())
}

pub(crate) fn remove(writer: &mut Writer<'_>, desk: &Desk, staff: &StaffId) -> Result<(), Fault> {
    writer.run(
        "delete from staff_recovery_code where municipality_id = $1 and staff_id = $2",
        &args![desk.municipality().clone(), staff.clone()],
    )?;
    Ok(())
}

/// The hashes of the codes that are still good.
pub(crate) fn unused(reader: &mut Reader<'_>, desk: &Desk, staff: &StaffId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = reader.all(
        "select code_hash from staff_recovery_code
         where municipality_id = $1 and staff_id = $2 and used_at is null order by code_hash",
        &args![desk.municipality().clone(), staff.clone()],
    )?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}

/// The hash that `code` belongs to. All are tried, so that the time does not tell which.
pub(crate) async fn which(code: String, hashes: Vec<String>) -> Result<Option<String>, Trouble> {
    slowly(move || {
        let mut found = None;
        for hash in hashes {
            if verify_recovery(&code, &hash) {
                found = Some(hash);
            }
        }
        found
    })
    .await
}

/// Uses the code up. False if it was used before.
pub(crate) fn use_up(
    writer: &mut Writer<'_>,
    desk: &Desk,
    (staff, hash): (&StaffId, &str),
    at: Instant,
) -> Result<bool, Fault> {
    let changed = writer.run(
        "update staff_recovery_code set used_at = $4
         where municipality_id = $1 and staff_id = $2 and code_hash = $3 and used_at is null",
        &args![desk.municipality().clone(), staff.clone(), hash.to_owned(), at],
    )?;
    Ok(changed == 1)
}
