CREATE TABLE organisation_unit (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version INTEGER NOT NULL
);

CREATE TABLE organisation_link (
  id TEXT PRIMARY KEY,
  child_id TEXT NOT NULL REFERENCES organisation_unit (id),
  parent_id TEXT NOT NULL REFERENCES organisation_unit (id),
  kind TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version INTEGER NOT NULL,
  CHECK (child_id <> parent_id)
);
CREATE INDEX organisation_link_child ON organisation_link (child_id, kind);
CREATE INDEX organisation_link_parent ON organisation_link (parent_id, kind);

CREATE TABLE organisation_body (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX organisation_body_unit ON organisation_body (unit_id);

CREATE TABLE organisation_person (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  unit_id TEXT REFERENCES organisation_unit (id),
  birth_year INTEGER,
  email TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX organisation_person_unit ON organisation_person (unit_id);

CREATE TABLE organisation_membership (
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES organisation_body (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  post TEXT NOT NULL,
  rank TEXT NOT NULL,
  place INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX organisation_membership_body ON organisation_membership (body_id, place);
CREATE INDEX organisation_membership_person ON organisation_membership (person_id);

CREATE TABLE organisation_assignment (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  role TEXT NOT NULL,
  unit_id TEXT REFERENCES organisation_unit (id),
  review_id TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX organisation_assignment_person ON organisation_assignment (person_id);
CREATE INDEX organisation_assignment_review ON organisation_assignment (review_id);
CREATE INDEX organisation_assignment_unit ON organisation_assignment (unit_id);

CREATE TABLE organisation_account_event (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  kind TEXT NOT NULL,
  by_id TEXT REFERENCES organisation_person (id),
  at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX organisation_account_event_person ON organisation_account_event (person_id, at);

CREATE TABLE organisation_import (
  id TEXT PRIMARY KEY,
  unit_id TEXT REFERENCES organisation_unit (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  one_head INTEGER NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL
);

CREATE TABLE organisation_first_run (
  token_hash TEXT PRIMARY KEY,
  at INTEGER NOT NULL
);
