CREATE TABLE conference_conference (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  review_id TEXT REFERENCES campaign_review (id),
  sitting_id TEXT REFERENCES plan_sitting (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  day TEXT NOT NULL,
  room TEXT NOT NULL,
  chair_id TEXT NOT NULL REFERENCES organisation_person (id),
  secretary_id TEXT NOT NULL REFERENCES organisation_person (id),
  state TEXT NOT NULL,
  exception TEXT,
  opened_at INTEGER,
  closed_at INTEGER,
  seal TEXT,
  version INTEGER NOT NULL,
  CHECK ((state = 'closed') = (seal IS NOT NULL))
);
CREATE INDEX conference_conference_campaign_id_review_id ON conference_conference (campaign_id, review_id);

CREATE TABLE conference_item (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  review_id TEXT REFERENCES campaign_review (id),
  subject_id TEXT REFERENCES campaign_subject (id),
  subject_kind TEXT,
  follows_collective INTEGER NOT NULL,
  place INTEGER NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  chair_id TEXT REFERENCES organisation_person (id),
  opened_at INTEGER,
  closed_at INTEGER,
  reason TEXT,
  exception TEXT,
  version INTEGER NOT NULL,
  UNIQUE (conference_id, place)
);
CREATE INDEX conference_item_review_id ON conference_item (review_id);

CREATE TABLE conference_attendee (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  capacity TEXT NOT NULL,
  is_voter INTEGER NOT NULL,
  papers_on TEXT,
  attendance TEXT,
  note TEXT,
  version INTEGER NOT NULL,
  UNIQUE (conference_id, person_id)
);

CREATE TABLE conference_recusal (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  item_id TEXT NOT NULL REFERENCES conference_item (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (item_id, person_id)
);

CREATE TABLE conference_paper (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  title TEXT NOT NULL,
  sent TEXT NOT NULL,
  sent_by TEXT NOT NULL REFERENCES organisation_person (id),
  version INTEGER NOT NULL
);
CREATE INDEX conference_paper_conference_id ON conference_paper (conference_id);

CREATE TABLE conference_statement (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  item_id TEXT NOT NULL REFERENCES conference_item (id),
  place INTEGER NOT NULL,
  speaker_id TEXT NOT NULL REFERENCES organisation_person (id),
  kind TEXT NOT NULL,
  point_id TEXT REFERENCES synthesis_point (id),
  text TEXT NOT NULL,
  corrects TEXT REFERENCES conference_statement (id),
  said_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (item_id, place),
  UNIQUE (corrects)
);
CREATE INDEX conference_statement_conference_id ON conference_statement (conference_id);

CREATE TABLE conference_vote (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  item_id TEXT NOT NULL REFERENCES conference_item (id),
  motion TEXT NOT NULL,
  n_present INTEGER NOT NULL,
  n_recused INTEGER NOT NULL,
  n_for INTEGER NOT NULL,
  n_against INTEGER NOT NULL,
  n_abstained INTEGER NOT NULL,
  is_carried INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CHECK (n_for + n_against + n_abstained <= n_present)
);
CREATE INDEX conference_vote_item_id ON conference_vote (item_id);

CREATE TABLE conference_annex (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES organisation_person (id),
  added_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (conference_id, number)
);

CREATE TABLE conference_move (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  conference_id TEXT NOT NULL REFERENCES conference_conference (id),
  cause TEXT NOT NULL,
  reason TEXT NOT NULL,
  n_present INTEGER,
  n_called INTEGER NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  moved_by TEXT NOT NULL REFERENCES organisation_person (id),
  moved_at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX conference_move_conference_id ON conference_move (conference_id);
