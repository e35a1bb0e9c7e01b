CREATE UNIQUE INDEX ledger_leaf_hash ON ledger_leaf (hash);

CREATE TABLE ledger_node (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (level, idx)
);

CREATE TABLE ledger_checkpoint (
  size INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  note TEXT NOT NULL
);

CREATE TABLE ledger_key (
  kind TEXT NOT NULL,
  verifier TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, verifier)
);

CREATE TABLE ledger_lease (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  until_at INTEGER NOT NULL
);
INSERT INTO ledger_lease (name, holder, epoch, until_at) VALUES ('sequencer', '', 0, 0);

CREATE TABLE ledger_cosignature (
  size INTEGER NOT NULL REFERENCES ledger_checkpoint (size),
  witness TEXT NOT NULL,
  at INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (size, witness)
);
