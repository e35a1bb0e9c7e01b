CREATE TABLE opinion_extension (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  channel_id TEXT NOT NULL REFERENCES opinion_channel (id),
  number INTEGER NOT NULL,
  closed TEXT NOT NULL,
  closes TEXT NOT NULL,
  extended_by TEXT NOT NULL REFERENCES organisation_person (id),
  extended_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  -- G12: not day by day, and not without end.
  UNIQUE (channel_id, number),
  CHECK (number IN (1, 2)),
  CHECK (closed < closes)
);
