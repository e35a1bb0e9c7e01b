CREATE TABLE explanation_assignment (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  point_id TEXT NOT NULL REFERENCES synthesis_point (id),
  subject_id TEXT NOT NULL REFERENCES campaign_subject (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  due TEXT NOT NULL,
  state TEXT NOT NULL,
  service TEXT,
  service_note TEXT,
  served_on TEXT,
  served_at INTEGER,
  opened_at INTEGER,
  ended_at INTEGER,
  n_reopened INTEGER NOT NULL,
  n_evidence INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (point_id, person_id)
);
CREATE INDEX explanation_assignment_review_id ON explanation_assignment (review_id);
CREATE INDEX explanation_assignment_person_id ON explanation_assignment (person_id);

CREATE TABLE explanation_notice (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  assignment_id TEXT NOT NULL REFERENCES explanation_assignment (id),
  number INTEGER NOT NULL,
  step TEXT NOT NULL,
  note TEXT,
  by_id TEXT REFERENCES organisation_person (id),
  at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (assignment_id, number)
);

CREATE TABLE explanation_answer (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  assignment_id TEXT NOT NULL REFERENCES explanation_assignment (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  contested TEXT,
  cause TEXT,
  answered_by TEXT NOT NULL REFERENCES organisation_person (id),
  answered_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (assignment_id, number)
);
