CREATE TABLE verification_case (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  point_id TEXT NOT NULL REFERENCES synthesis_point (id),
  verifier_id TEXT NOT NULL REFERENCES organisation_person (id),
  assigned_by TEXT NOT NULL REFERENCES organisation_person (id),
  assigned_at INTEGER NOT NULL,
  due TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (point_id)
);
CREATE INDEX verification_case_review_id ON verification_case (review_id);

CREATE TABLE verification_evidence (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  case_id TEXT NOT NULL REFERENCES verification_case (id),
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  dated TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_id TEXT REFERENCES opinion_file (id),
  text TEXT,
  from_answer TEXT,
  added_by TEXT NOT NULL REFERENCES organisation_person (id),
  added_at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX verification_evidence_case_id ON verification_evidence (case_id);

CREATE TABLE verification_finding (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  case_id TEXT NOT NULL REFERENCES verification_case (id),
  point_id TEXT NOT NULL REFERENCES synthesis_point (id),
  number INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  confirmed_part TEXT,
  reasons TEXT NOT NULL,
  is_final INTEGER NOT NULL,
  found_by TEXT NOT NULL REFERENCES organisation_person (id),
  found_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (case_id, number)
);
