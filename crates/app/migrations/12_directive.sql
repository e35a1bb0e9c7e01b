CREATE TABLE directive_document (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  issuer TEXT NOT NULL,
  level TEXT NOT NULL,
  issued TEXT NOT NULL,
  title TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX directive_document_unit_id_issued ON directive_document (unit_id, issued);

CREATE TABLE directive_clause (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES directive_document (id),
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  place INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (document_id, code)
);

CREATE TABLE directive_addressee (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES directive_document (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  state TEXT NOT NULL,
  acknowledged_by TEXT REFERENCES organisation_person (id),
  acknowledged_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (document_id, unit_id)
);
CREATE INDEX directive_addressee_unit_id ON directive_addressee (unit_id);

CREATE TABLE directive_briefing (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES directive_document (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  title TEXT NOT NULL,
  held TEXT NOT NULL,
  speaker_id TEXT NOT NULL REFERENCES organisation_person (id),
  version INTEGER NOT NULL
);
CREATE INDEX directive_briefing_document_id ON directive_briefing (document_id);
CREATE INDEX directive_briefing_unit_id ON directive_briefing (unit_id, held);

CREATE TABLE directive_attendance (
  id TEXT PRIMARY KEY,
  briefing_id TEXT NOT NULL REFERENCES directive_briefing (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  state TEXT NOT NULL,
  reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (briefing_id, person_id)
);

CREATE TABLE directive_follow_up (
  id TEXT PRIMARY KEY,
  clause_id TEXT NOT NULL REFERENCES directive_clause (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  link TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX directive_follow_up_clause_id ON directive_follow_up (clause_id);
