CREATE TABLE report_wording_waiver (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  report_id TEXT NOT NULL REFERENCES report_report (id),
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  sentence TEXT NOT NULL,
  reason TEXT NOT NULL,
  waived_by TEXT NOT NULL REFERENCES organisation_person (id),
  waived_at INTEGER NOT NULL,
  is_taken_back INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX report_wording_waiver_report_id ON report_wording_waiver (report_id);
