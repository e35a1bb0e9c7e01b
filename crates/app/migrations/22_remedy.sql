CREATE TABLE remedy_commitment (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  kind TEXT NOT NULL,
  shortcoming_id TEXT REFERENCES conclusion_shortcoming (id),
  number INTEGER NOT NULL,
  doer_id TEXT NOT NULL REFERENCES organisation_person (id),
  matter TEXT NOT NULL,
  measure TEXT NOT NULL,
  deadline TEXT NOT NULL,
  carried_item_id TEXT REFERENCES campaign_carried_item (id),
  times INTEGER NOT NULL,
  state TEXT NOT NULL,
  reported_at INTEGER,
  accepted_by TEXT REFERENCES organisation_person (id),
  accepted_at INTEGER,
  carried_to TEXT REFERENCES campaign_carried_item (id),
  version INTEGER NOT NULL,
  UNIQUE (review_id, number),
  CHECK ((kind = 'remedy') = (shortcoming_id IS NOT NULL)),
  CHECK (accepted_by IS NULL OR accepted_by <> doer_id),
  CHECK ((state = 'accepted') = (accepted_by IS NOT NULL)),
  CHECK ((state = 'carried_over') = (carried_to IS NOT NULL))
);
CREATE INDEX remedy_commitment_campaign_id ON remedy_commitment (campaign_id);
CREATE INDEX remedy_commitment_shortcoming_id ON remedy_commitment (shortcoming_id);

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

CREATE TABLE remedy_step (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  commitment_id TEXT NOT NULL REFERENCES remedy_commitment (id),
  kind TEXT NOT NULL,
  text TEXT,
  file_id TEXT REFERENCES opinion_file (id),
  taken_by TEXT NOT NULL REFERENCES organisation_person (id),
  taken_at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX remedy_step_commitment_id ON remedy_step (commitment_id, taken_at);
