CREATE TABLE synthesis_dissent (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  point_id TEXT NOT NULL REFERENCES synthesis_point (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  stands INTEGER NOT NULL,
  said_by TEXT NOT NULL REFERENCES organisation_person (id),
  said_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (point_id, opinion_id)
);
CREATE INDEX synthesis_dissent_review_id ON synthesis_dissent (review_id);
