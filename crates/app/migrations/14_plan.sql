CREATE TABLE plan_task (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT REFERENCES campaign_review (id),
  owner_id TEXT NOT NULL REFERENCES organisation_person (id),
  stage TEXT NOT NULL,
  matter TEXT NOT NULL,
  why TEXT NOT NULL,
  link TEXT NOT NULL,
  about TEXT NOT NULL,
  due TEXT NOT NULL,
  state TEXT NOT NULL,
  done_at INTEGER,
  done_by TEXT REFERENCES organisation_person (id),
  evidence TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX plan_task_owner_id_state_due ON plan_task (owner_id, state, due);
CREATE INDEX plan_task_campaign_id_review_id ON plan_task (campaign_id, review_id);
CREATE INDEX plan_task_about ON plan_task (about);

CREATE TABLE plan_sitting (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT REFERENCES campaign_review (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  day TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  room TEXT NOT NULL,
  chair_id TEXT NOT NULL REFERENCES organisation_person (id),
  state TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX plan_sitting_campaign_id_day ON plan_sitting (campaign_id, day);

CREATE TABLE plan_regular_commitment (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  person_id TEXT REFERENCES organisation_person (id),
  title TEXT NOT NULL,
  day TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX plan_regular_commitment_campaign_id_day ON plan_regular_commitment (campaign_id, day);

CREATE TABLE plan_guidance (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  stage TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX plan_guidance_unit_id_stage ON plan_guidance (unit_id, stage);
