CREATE TABLE ledger_leaf (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  place INTEGER UNIQUE
);
CREATE INDEX ledger_leaf_pending ON ledger_leaf (at) WHERE place IS NULL;

CREATE TABLE ledger_content (
  leaf_id TEXT PRIMARY KEY REFERENCES ledger_leaf (id),
  encoding INTEGER NOT NULL,
  salt BLOB NOT NULL,
  bytes BLOB NOT NULL
);

CREATE TABLE ledger_row (
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  leaf_id TEXT NOT NULL REFERENCES ledger_leaf (id),
  PRIMARY KEY (table_name, row_key)
);
