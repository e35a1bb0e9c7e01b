//! Writing the leaf of a step, in the step's own unit.

use super::image::{ENCODING, RowImage, SealedCopy, SealedRow};
use crate::db::Cell;
use crate::unit::Unit;
use crate::{Failure, dice};

/// Writes the pending leaf of a step and its sealed copy.
///
/// # Errors
/// What the database says.
pub async fn write_pending(unit: &mut Unit, kind: &str, images: &[RowImage]) -> Result<(), Failure> {
    let salt = dice::bytes32();
    let copy = SealedCopy {
        kind: kind.to_owned(),
        at: unit.at().as_microsecond(),
        actor: unit.actor().person().map(|id| id.to_string()),
        place: unit.unit_id().ok().map(|id| id.to_string()),
        rows: images.iter().map(|image| SealedRow::of(image, &salt)).collect(),
    };
    let bytes = serde_json::to_vec(&copy)?;
    let leaf = ledger::leaf_hash(&ledger::commitment(&salt, &bytes));
    let id = Cell::Text(unit.name::<uuid::Uuid>().to_string());
    let leaf_values = [
        id.clone(),
        Cell::Text(kind.to_owned()),
        Cell::Text(leaf.to_hex()),
        Cell::Int(unit.at().as_microsecond()),
    ];
    let sql = "INSERT INTO ledger_leaf (id, kind, hash, at) VALUES ($1, $2, $3, $4)";
    unit.execute(sql, &leaf_values).await?;
    let content = [id.clone(), Cell::Int(ENCODING), Cell::Bytes(salt.to_vec()), Cell::Bytes(bytes)];
    let sql = "INSERT INTO ledger_content (leaf_id, encoding, salt, bytes) VALUES ($1, $2, $3, $4)";
    unit.execute(sql, &content).await?;
    for image in images {
        write_link(unit, &id, image).await?;
    }
    unit.set_leaf(leaf);
    Ok(())
}

/// Notes which leaf a row came from last, so that its page can show its stamp.
async fn write_link(unit: &mut Unit, leaf: &Cell, image: &RowImage) -> Result<(), Failure> {
    let sql = "INSERT INTO ledger_row (table_name, row_key, leaf_id) VALUES ($1, $2, $3) \
               ON CONFLICT (table_name, row_key) DO UPDATE SET leaf_id = excluded.leaf_id";
    let values = [Cell::Text(image.table.to_owned()), Cell::Text(image.key.clone()), leaf.clone()];
    unit.execute(sql, &values).await?;
    Ok(())
}
