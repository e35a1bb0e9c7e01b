CREATE TABLE conclusion_conclusion (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  subject_id TEXT NOT NULL REFERENCES campaign_subject (id),
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  drafted_by TEXT NOT NULL REFERENCES organisation_person (id),
  drafted_at INTEGER NOT NULL,
  decided_by TEXT REFERENCES organisation_person (id),
  decided_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (subject_id, number),
  CHECK ((state = 'decided') = (decided_at IS NOT NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL))
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
  is_dropped INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX conclusion_strength_review_id ON conclusion_strength (review_id);
CREATE INDEX conclusion_strength_conclusion_id ON conclusion_strength (conclusion_id);

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
  is_dropped INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (conclusion_id, number)
);
CREATE INDEX conclusion_shortcoming_review_id ON conclusion_shortcoming (review_id);
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
  file_id TEXT REFERENCES opinion_file (id),
  added_by TEXT NOT NULL REFERENCES organisation_person (id),
  added_at INTEGER NOT NULL,
  is_dropped INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CHECK (kind IN ('admission', 'finding', 'competent_conclusion', 'figure')),
  CHECK (kind <> 'admission' OR (report_version_id IS NOT NULL AND quote IS NOT NULL)),
  CHECK (kind <> 'finding' OR finding_id IS NOT NULL),
  CHECK (kind <> 'competent_conclusion' OR (document IS NOT NULL AND clause IS NOT NULL)),
  CHECK (kind <> 'figure' OR (quote IS NOT NULL AND (evidence_id IS NOT NULL OR file_id IS NOT NULL)))
);
CREATE INDEX conclusion_ground_shortcoming_id ON conclusion_ground (shortcoming_id);

CREATE TABLE conclusion_responsible (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  shortcoming_id TEXT NOT NULL REFERENCES conclusion_shortcoming (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  kind TEXT NOT NULL,
  part TEXT,
  answer TEXT,
  answered_at INTEGER,
  is_dropped INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (shortcoming_id, person_id)
);
CREATE INDEX conclusion_responsible_person_id ON conclusion_responsible (person_id);

CREATE TABLE conclusion_supplement_item (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  place INTEGER NOT NULL,
  section TEXT NOT NULL,
  text TEXT NOT NULL,
  point_id TEXT REFERENCES synthesis_point (id),
  statement_id TEXT REFERENCES conference_statement (id),
  written_by TEXT NOT NULL REFERENCES organisation_person (id),
  is_dropped INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id, place),
  CHECK (point_id IS NOT NULL OR statement_id IS NOT NULL)
);

CREATE TABLE conclusion_supplement (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  base_version_id TEXT NOT NULL REFERENCES report_version (id),
  report_version_id TEXT NOT NULL REFERENCES report_version (id),
  is_nothing INTEGER NOT NULL,
  completed_by TEXT NOT NULL REFERENCES organisation_person (id),
  completed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id)
);

CREATE TABLE conclusion_notice (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  conclusion_id TEXT NOT NULL REFERENCES conclusion_conclusion (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  service TEXT NOT NULL,
  note TEXT,
  sent_by TEXT NOT NULL REFERENCES organisation_person (id),
  sent_at INTEGER NOT NULL,
  served_on TEXT,
  version INTEGER NOT NULL,
  UNIQUE (conclusion_id, person_id)
);
CREATE INDEX conclusion_notice_review_id ON conclusion_notice (review_id);

CREATE TABLE conclusion_posting (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  location TEXT NOT NULL,
  days_from TEXT NOT NULL,
  days_to TEXT NOT NULL,
  posted_by TEXT NOT NULL REFERENCES organisation_person (id),
  posted_at INTEGER NOT NULL,
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
