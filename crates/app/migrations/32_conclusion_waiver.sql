CREATE TABLE conclusion_wording_waiver (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  shortcoming_id TEXT NOT NULL REFERENCES conclusion_shortcoming (id),
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  sentence TEXT NOT NULL,
  reason TEXT NOT NULL,
  waived_by TEXT NOT NULL REFERENCES organisation_person (id),
  waived_at INTEGER NOT NULL,
  is_taken_back INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX conclusion_wording_waiver_shortcoming_id ON conclusion_wording_waiver (shortcoming_id);
