CREATE TABLE conclusion_conclusion (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  subject_id TEXT NOT NULL REFERENCES campaign_subject (id),
  state TEXT NOT NULL,
  decided_by TEXT REFERENCES organisation_person (id),
  decided_at INTEGER,
  noticed_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (subject_id)
);
CREATE INDEX conclusion_conclusion_review_id ON conclusion_conclusion (review_id);

CREATE TABLE conclusion_strength (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  conclusion_id TEXT NOT NULL REFERENCES conclusion_conclusion (id),
  text TEXT NOT NULL,
  point_id TEXT REFERENCES synthesis_point (id),
  content TEXT NOT NULL,
  is_publishable INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX conclusion_strength_review_id ON conclusion_strength (review_id);

CREATE TABLE conclusion_shortcoming (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  conclusion_id TEXT NOT NULL REFERENCES conclusion_conclusion (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  point_id TEXT REFERENCES synthesis_point (id),
  content TEXT NOT NULL,
  focus TEXT,
  matter TEXT NOT NULL,
  norm TEXT,
  extent TEXT,
  location TEXT,
  period TEXT,
  consequence TEXT,
  cause_subjective TEXT,
  cause_objective TEXT,
  comparison TEXT,
  carried_item_id TEXT REFERENCES campaign_carried_item (id),
  times INTEGER NOT NULL,
  remedy TEXT,
  doer_id TEXT REFERENCES organisation_person (id),
  deadline TEXT,
  measure TEXT,
  is_publishable INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id, number)
);
CREATE INDEX conclusion_shortcoming_campaign_id_content ON conclusion_shortcoming (campaign_id, content);

CREATE TABLE conclusion_ground (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  shortcoming_id TEXT NOT NULL REFERENCES conclusion_shortcoming (id),
  kind TEXT NOT NULL,
  finding_id TEXT REFERENCES verification_finding (id),
  report_version_id TEXT REFERENCES report_version (id),
  evidence_id TEXT REFERENCES verification_evidence (id),
  document TEXT,
  clause TEXT,
  quote TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX conclusion_ground_shortcoming_id ON conclusion_ground (shortcoming_id);

CREATE TABLE conclusion_responsible (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  shortcoming_id TEXT NOT NULL REFERENCES conclusion_shortcoming (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  kind TEXT NOT NULL,
  answer TEXT,
  answered_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (shortcoming_id, person_id)
);

CREATE TABLE conclusion_supplement (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  report_version_id TEXT NOT NULL REFERENCES report_version (id),
  is_nothing INTEGER NOT NULL,
  sources TEXT NOT NULL,
  completed_by TEXT NOT NULL REFERENCES organisation_person (id),
  completed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id)
);

CREATE TABLE conclusion_petition (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  conclusion_id TEXT NOT NULL REFERENCES conclusion_conclusion (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  text TEXT NOT NULL,
  filed_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  answer TEXT,
  answered_by TEXT REFERENCES organisation_person (id),
  answered_at INTEGER,
  version INTEGER NOT NULL
);
CREATE INDEX conclusion_petition_review_id ON conclusion_petition (review_id);
