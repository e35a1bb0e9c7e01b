CREATE TABLE lesson_requirement (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  stage TEXT NOT NULL,
  deadline TEXT NOT NULL,
  is_lasting INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (conference_id, number)
);

CREATE TABLE lesson_addressee (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  requirement_id TEXT NOT NULL REFERENCES lesson_requirement (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  state TEXT NOT NULL,
  acknowledged_by TEXT REFERENCES organisation_person (id),
  acknowledged_at INTEGER,
  task_id TEXT REFERENCES plan_task (id),
  version INTEGER NOT NULL,
  UNIQUE (requirement_id, unit_id)
);
CREATE INDEX lesson_addressee_unit_id ON lesson_addressee (unit_id);

CREATE TABLE lesson_figure (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  code TEXT NOT NULL,
  value INTEGER NOT NULL,
  out_of INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (conference_id, code)
);
