CREATE TABLE report_clearance (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  is_none INTEGER NOT NULL,
  issued_by TEXT NOT NULL REFERENCES organisation_person (id),
  issued_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id)
);

CREATE TABLE report_suggestion (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  subject_id TEXT NOT NULL REFERENCES campaign_subject (id),
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  basis TEXT NOT NULL,
  issued_by TEXT NOT NULL REFERENCES organisation_person (id),
  issued_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  withdrawn_reason TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX report_suggestion_review_id_number ON report_suggestion (review_id, number);

CREATE TABLE report_report (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  subject_id TEXT NOT NULL REFERENCES campaign_subject (id),
  state TEXT NOT NULL,
  latest INTEGER NOT NULL,
  submitted_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (subject_id)
);
CREATE INDEX report_report_review_id ON report_report (review_id);

CREATE TABLE report_version (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  report_id TEXT NOT NULL REFERENCES report_report (id),
  number INTEGER NOT NULL,
  written_by TEXT NOT NULL REFERENCES organisation_person (id),
  written_at INTEGER NOT NULL,
  is_sealed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (report_id, number)
);

CREATE TABLE report_section (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  version_id TEXT NOT NULL REFERENCES report_version (id),
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (version_id, code)
);

CREATE TABLE report_suggestion_answer (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  report_id TEXT NOT NULL REFERENCES report_report (id),
  version_id TEXT REFERENCES report_version (id),
  suggestion_id TEXT NOT NULL REFERENCES report_suggestion (id),
  text TEXT NOT NULL,
  cause TEXT,
  responsibility TEXT,
  version INTEGER NOT NULL,
  UNIQUE (version_id, suggestion_id)
);
CREATE UNIQUE INDEX report_suggestion_answer_working ON report_suggestion_answer (suggestion_id) WHERE version_id IS NULL;
CREATE INDEX report_suggestion_answer_report_id ON report_suggestion_answer (report_id);

CREATE TABLE report_carried_answer (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  report_id TEXT NOT NULL REFERENCES report_report (id),
  version_id TEXT REFERENCES report_version (id),
  carried_item_id TEXT NOT NULL REFERENCES campaign_carried_item (id),
  status TEXT NOT NULL,
  text TEXT NOT NULL,
  proof TEXT,
  version INTEGER NOT NULL,
  UNIQUE (version_id, carried_item_id)
);
CREATE UNIQUE INDEX report_carried_answer_working ON report_carried_answer (carried_item_id) WHERE version_id IS NULL;
CREATE INDEX report_carried_answer_report_id ON report_carried_answer (report_id);

CREATE TABLE report_return (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  report_id TEXT NOT NULL REFERENCES report_report (id),
  version_id TEXT NOT NULL REFERENCES report_version (id),
  reason TEXT NOT NULL,
  due TEXT NOT NULL,
  returned_by TEXT NOT NULL REFERENCES organisation_person (id),
  returned_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (version_id)
);
CREATE INDEX report_return_report_id ON report_return (report_id);
