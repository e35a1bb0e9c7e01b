CREATE TABLE rollup_summary (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  as_of TEXT NOT NULL,
  figures TEXT NOT NULL,
  is_publishable INTEGER NOT NULL,
  state TEXT NOT NULL,
  issued_by TEXT NOT NULL REFERENCES organisation_person (id),
  issued_at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX rollup_summary_campaign_id_unit_id ON rollup_summary (campaign_id, unit_id);
