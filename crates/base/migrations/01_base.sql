CREATE TABLE base_account (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  version INTEGER NOT NULL
);

CREATE TABLE base_session (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL,
  device TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX base_session_person ON base_session (person_id);

CREATE TABLE base_sign_in_link (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  at INTEGER NOT NULL
);

CREATE TABLE base_idempotency (
  key TEXT NOT NULL,
  person_id TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  location TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (key, person_id)
);

CREATE TABLE base_notice (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  message TEXT NOT NULL,
  args TEXT NOT NULL,
  link TEXT NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER,
  mailed_at INTEGER
);
CREATE INDEX base_notice_person ON base_notice (person_id, at);
