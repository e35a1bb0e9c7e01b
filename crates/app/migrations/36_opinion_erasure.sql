CREATE TABLE opinion_erasure (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  paragraph_id TEXT NOT NULL REFERENCES opinion_paragraph (id),
  ground TEXT NOT NULL,
  basis TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES organisation_person (id),
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT REFERENCES organisation_person (id),
  decided_at INTEGER,
  answer TEXT,
  version INTEGER NOT NULL,
  -- G15: who asks never decides.
  CHECK (decided_by IS NULL OR decided_by <> asked_by),
  CHECK ((state = 'asked') = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((state = 'refused') = (answer IS NOT NULL))
);
CREATE INDEX opinion_erasure_review_id ON opinion_erasure (review_id);
CREATE UNIQUE INDEX opinion_erasure_standing ON opinion_erasure (paragraph_id)
WHERE state <> 'refused';
