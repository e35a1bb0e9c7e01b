CREATE TABLE synthesis_double (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  round_id TEXT NOT NULL REFERENCES synthesis_round (id),
  number INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  last_number INTEGER NOT NULL,
  received INTEGER NOT NULL,
  drawn INTEGER NOT NULL,
  state TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES organisation_person (id),
  opened_at INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (review_id, number)
);
CREATE INDEX synthesis_double_round_id ON synthesis_double (round_id);

CREATE TABLE synthesis_coder (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  double_id TEXT NOT NULL REFERENCES synthesis_double (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  place INTEGER NOT NULL,
  finished_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (double_id, person_id),
  UNIQUE (double_id, place),
  CHECK (place IN (1, 2))
);
CREATE INDEX synthesis_coder_person_id ON synthesis_coder (person_id);

CREATE TABLE synthesis_sample (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  double_id TEXT NOT NULL REFERENCES synthesis_double (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  place INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (double_id, opinion_id),
  UNIQUE (double_id, place)
);
CREATE INDEX synthesis_sample_opinion_id ON synthesis_sample (opinion_id);

CREATE TABLE synthesis_coding_draft (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  double_id TEXT NOT NULL REFERENCES synthesis_double (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  subject_id TEXT REFERENCES campaign_subject (id),
  content TEXT NOT NULL,
  kind TEXT NOT NULL,
  group_number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (double_id, person_id, opinion_id)
);

CREATE TABLE synthesis_coding (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  double_id TEXT NOT NULL REFERENCES synthesis_double (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  subject_id TEXT REFERENCES campaign_subject (id),
  content TEXT NOT NULL,
  kind TEXT NOT NULL,
  group_number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (double_id, person_id, opinion_id)
);

CREATE TABLE synthesis_adjudication (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  double_id TEXT NOT NULL REFERENCES synthesis_double (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  subject_id TEXT REFERENCES campaign_subject (id),
  content TEXT NOT NULL,
  kind TEXT NOT NULL,
  point_id TEXT REFERENCES synthesis_point (id),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES organisation_person (id),
  decided_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (double_id, opinion_id)
);
