CREATE TABLE remedy_commitment (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  shortcoming_id TEXT REFERENCES conclusion_shortcoming (id),
  number INTEGER NOT NULL,
  doer_id TEXT NOT NULL REFERENCES organisation_person (id),
  matter TEXT NOT NULL,
  measure TEXT NOT NULL,
  deadline TEXT NOT NULL,
  state TEXT NOT NULL,
  accepted_by TEXT REFERENCES organisation_person (id),
  accepted_at INTEGER,
  return_reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (review_id, number),
  CHECK (accepted_by IS NULL OR accepted_by <> doer_id)
);

CREATE TABLE remedy_milestone (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  commitment_id TEXT NOT NULL REFERENCES remedy_commitment (id),
  place INTEGER NOT NULL,
  title TEXT NOT NULL,
  due TEXT NOT NULL,
  state TEXT NOT NULL,
  proof TEXT,
  file_id TEXT REFERENCES opinion_file (id),
  reported_at INTEGER,
  version INTEGER NOT NULL
);
CREATE INDEX remedy_milestone_commitment_id_place ON remedy_milestone (commitment_id, place);
