//! Both stores keep the rules that every store keeps, and a folder has one writer.

use std::io::ErrorKind;

use ledger::store::{Files, LogStore, Memory, conformance};

#[test]
fn the_store_in_memory_keeps_every_rule() {
    conformance::check(Memory::new, |store| store).unwrap();
}

#[test]
fn the_store_in_files_keeps_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    let mut n_stores = 0;
    let fresh = || {
        n_stores += 1;
        Files::open(folder.path().join(n_stores.to_string())).unwrap()
    };
    let reopen = |store: Files| {
        let path = store.folder().to_path_buf();
        drop(store);
        Files::open(path).unwrap()
    };
    conformance::check(fresh, reopen).unwrap();
}

#[test]
fn a_folder_has_one_writer_at_a_time_and_any_number_of_readers() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Files::open(folder.path()).unwrap();
    assert_eq!(Files::open(folder.path()).unwrap_err().kind(), ErrorKind::ResourceBusy);
    writer.write_checkpoint(b"x\n").unwrap();
    let mut reader = Files::read_only(folder.path());
    assert_eq!(reader.read_checkpoint().unwrap().as_deref(), Some(b"x\n".as_slice()));
    assert_eq!(reader.write_checkpoint(b"y\n").unwrap_err().kind(), ErrorKind::ReadOnlyFilesystem);
    drop(writer);
    assert!(Files::open(folder.path()).is_ok());
}
