CREATE TABLE synthesis_group_decision (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  double_id TEXT NOT NULL REFERENCES synthesis_double (id),
  coder_id TEXT NOT NULL REFERENCES organisation_person (id),
  group_number INTEGER NOT NULL,
  point_id TEXT NOT NULL REFERENCES synthesis_point (id),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES organisation_person (id),
  decided_at INTEGER NOT NULL,
  taken_back_by TEXT REFERENCES organisation_person (id),
  taken_back_at INTEGER,
  taken_back_reason TEXT,
  version INTEGER NOT NULL,
  CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL))
);
CREATE INDEX synthesis_group_decision_double_id ON synthesis_group_decision (double_id, decided_at);

CREATE TABLE synthesis_group_decided (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  decision_id TEXT NOT NULL REFERENCES synthesis_group_decision (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  subject_id TEXT REFERENCES campaign_subject (id),
  content TEXT NOT NULL,
  kind TEXT NOT NULL,
  point_id TEXT REFERENCES synthesis_point (id),
  decided_version INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (decision_id, opinion_id)
);
CREATE INDEX synthesis_group_decided_opinion_id ON synthesis_group_decided (opinion_id);
