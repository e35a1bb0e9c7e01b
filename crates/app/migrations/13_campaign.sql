CREATE TABLE campaign_campaign (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  title TEXT NOT NULL,
  pack TEXT NOT NULL,
  pack_text TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  opens TEXT NOT NULL,
  closes TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX campaign_campaign_unit ON campaign_campaign (unit_id);

CREATE TABLE campaign_review (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  body_id TEXT NOT NULL REFERENCES organisation_body (id),
  level INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (campaign_id, body_id)
);
CREATE INDEX campaign_review_unit ON campaign_review (unit_id);

CREATE TABLE campaign_subject (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL,
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  kind TEXT NOT NULL,
  person_id TEXT REFERENCES organisation_person (id),
  rank TEXT,
  place INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CHECK ((kind = 'collective') = (person_id IS NULL))
);
CREATE INDEX campaign_subject_review ON campaign_subject (review_id, place);
CREATE UNIQUE INDEX campaign_subject_collective ON campaign_subject (review_id) WHERE kind = 'collective';
CREATE UNIQUE INDEX campaign_subject_person ON campaign_subject (review_id, person_id) WHERE kind = 'individual';

CREATE TABLE campaign_dossier (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  deciding_review_id TEXT NOT NULL REFERENCES campaign_review (id),
  version INTEGER NOT NULL,
  UNIQUE (campaign_id, person_id)
);

CREATE TABLE campaign_content (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  place INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (campaign_id, kind, code)
);

CREATE TABLE campaign_carried_item (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  person_id TEXT REFERENCES organisation_person (id),
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  matter TEXT NOT NULL,
  extent TEXT,
  promised TEXT,
  deadline TEXT,
  times INTEGER NOT NULL,
  status TEXT NOT NULL,
  proof TEXT,
  version INTEGER NOT NULL,
  UNIQUE (review_id, code)
);

CREATE TABLE campaign_standing (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  stage TEXT NOT NULL,
  state TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  due TEXT,
  blocked_by TEXT,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id, stage)
);
