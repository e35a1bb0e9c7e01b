CREATE TABLE synthesis_round (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_by TEXT REFERENCES organisation_person (id),
  closed_at INTEGER,
  received INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id, number),
  UNIQUE (review_id, kind)
);

CREATE TABLE synthesis_point (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  round_id TEXT NOT NULL REFERENCES synthesis_round (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  focus TEXT,
  subject_id TEXT NOT NULL REFERENCES campaign_subject (id),
  split_from TEXT REFERENCES synthesis_point (id),
  version INTEGER NOT NULL,
  UNIQUE (review_id, number)
);

CREATE TABLE synthesis_placement (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  round_id TEXT NOT NULL REFERENCES synthesis_round (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  disposition TEXT NOT NULL,
  point_id TEXT REFERENCES synthesis_point (id),
  reason TEXT,
  forwarded_to TEXT,
  placed_by TEXT NOT NULL REFERENCES organisation_person (id),
  placed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (opinion_id),
  CHECK ((disposition = 'in_point') = (point_id IS NOT NULL)),
  CHECK (disposition <> 'forwarded' OR forwarded_to IS NOT NULL),
  CHECK (disposition NOT IN ('out_of_scope', 'unclear_returned', 'not_brought') OR reason IS NOT NULL)
);
CREATE INDEX synthesis_placement_round_id ON synthesis_placement (round_id);
CREATE INDEX synthesis_placement_point_id ON synthesis_placement (point_id);

CREATE TABLE synthesis_lineage (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  from_point TEXT REFERENCES synthesis_point (id),
  to_point TEXT REFERENCES synthesis_point (id),
  reason TEXT NOT NULL,
  moved_by TEXT NOT NULL REFERENCES organisation_person (id),
  moved_at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX synthesis_lineage_opinion_id ON synthesis_lineage (opinion_id);

CREATE TABLE synthesis_unlike (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  one_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  other_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  said_by TEXT NOT NULL REFERENCES organisation_person (id),
  version INTEGER NOT NULL,
  UNIQUE (one_id, other_id),
  CHECK (one_id < other_id)
);
CREATE INDEX synthesis_unlike_other_id ON synthesis_unlike (other_id);
