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
  served_at INTEGER,
  opened_at INTEGER,
  n_reopened INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (point_id, person_id)
);
CREATE INDEX explanation_assignment_review_id ON explanation_assignment (review_id);

CREATE TABLE explanation_answer (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  assignment_id TEXT NOT NULL REFERENCES explanation_assignment (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  answered_by TEXT NOT NULL REFERENCES organisation_person (id),
  answered_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (assignment_id, number)
);
