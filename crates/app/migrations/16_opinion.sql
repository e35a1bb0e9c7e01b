CREATE TABLE opinion_file (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX opinion_file_campaign_id_sha256 ON opinion_file (campaign_id, sha256);

CREATE TABLE opinion_invitation (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  contributor TEXT NOT NULL,
  person_id TEXT REFERENCES organisation_person (id),
  due TEXT NOT NULL,
  state TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  reminded_at INTEGER,
  version INTEGER NOT NULL
);
CREATE INDEX opinion_invitation_review_id ON opinion_invitation (review_id);
CREATE UNIQUE INDEX opinion_invitation_person ON opinion_invitation (review_id, person_id)
WHERE person_id IS NOT NULL;

CREATE TABLE opinion_intake (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  round INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id)
);

CREATE TABLE opinion_draft (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  subject_id TEXT NOT NULL REFERENCES campaign_subject (id),
  content TEXT NOT NULL,
  kind TEXT NOT NULL,
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX opinion_draft_person ON opinion_draft (review_id, person_id);

CREATE TABLE opinion_letter (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  invitation_id TEXT REFERENCES opinion_invitation (id),
  number INTEGER NOT NULL,
  contributor TEXT NOT NULL,
  contributor_id TEXT REFERENCES organisation_person (id),
  entered_by TEXT NOT NULL REFERENCES organisation_person (id),
  source TEXT NOT NULL,
  received TEXT NOT NULL,
  visibility TEXT NOT NULL,
  promise TEXT NOT NULL,
  file_id TEXT REFERENCES opinion_file (id),
  receipt TEXT NOT NULL,
  round INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id, number),
  UNIQUE (receipt)
);
CREATE INDEX opinion_letter_round ON opinion_letter (review_id, round);
-- G13: one accepted letter for each person and each invitation.
CREATE UNIQUE INDEX opinion_letter_voice ON opinion_letter (review_id, contributor_id)
WHERE contributor_id IS NOT NULL;
CREATE UNIQUE INDEX opinion_letter_answer ON opinion_letter (invitation_id)
WHERE invitation_id IS NOT NULL;

CREATE TABLE opinion_paragraph (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  letter_id TEXT NOT NULL REFERENCES opinion_letter (id),
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  no_opinion_by TEXT REFERENCES organisation_person (id),
  no_opinion_why TEXT,
  version INTEGER NOT NULL,
  UNIQUE (letter_id, number),
  CHECK ((no_opinion_by IS NULL) = (no_opinion_why IS NULL))
);

CREATE TABLE opinion_opinion (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  letter_id TEXT REFERENCES opinion_letter (id),
  paragraph_id TEXT REFERENCES opinion_paragraph (id),
  statement TEXT,
  number INTEGER NOT NULL,
  quote TEXT NOT NULL,
  subject_id TEXT REFERENCES campaign_subject (id),
  content TEXT NOT NULL,
  kind TEXT NOT NULL,
  round INTEGER NOT NULL,
  taken_by TEXT NOT NULL REFERENCES organisation_person (id),
  taken_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (review_id, number),
  CHECK ((letter_id IS NULL) = (paragraph_id IS NULL)),
  CHECK ((letter_id IS NULL) = (statement IS NOT NULL))
);
CREATE INDEX opinion_opinion_letter_id ON opinion_opinion (letter_id);
CREATE INDEX opinion_opinion_paragraph_id ON opinion_opinion (paragraph_id);
CREATE INDEX opinion_opinion_round ON opinion_opinion (review_id, round);

CREATE TABLE opinion_trace (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  stage TEXT NOT NULL,
  what TEXT NOT NULL,
  detail TEXT,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX opinion_trace_opinion_id_at ON opinion_trace (opinion_id, at);

CREATE TABLE opinion_objection (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  opinion_id TEXT NOT NULL REFERENCES opinion_opinion (id),
  text TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  answer TEXT,
  version INTEGER NOT NULL,
  UNIQUE (opinion_id)
);

CREATE TABLE opinion_channel (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  issuer_key TEXT NOT NULL,
  desk_key TEXT NOT NULL,
  eligible INTEGER NOT NULL,
  eligible_digest TEXT NOT NULL,
  least_eligible INTEGER NOT NULL,
  least_given INTEGER NOT NULL,
  opens TEXT NOT NULL,
  writing TEXT NOT NULL,
  closes TEXT NOT NULL,
  promise TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES organisation_person (id),
  state TEXT NOT NULL,
  given INTEGER,
  blank INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (review_id),
  -- G12: only where enough are eligible, and read only where enough wrote.
  CHECK (least_eligible <= eligible),
  CHECK (opens < writing AND writing < closes),
  CHECK ((state = 'released') = (given IS NOT NULL) AND (given IS NULL) = (blank IS NULL)),
  CHECK (given IS NULL OR least_given <= given)
);

CREATE TABLE opinion_ticket (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  channel_id TEXT NOT NULL REFERENCES opinion_channel (id),
  person_id TEXT NOT NULL REFERENCES organisation_person (id),
  asked TEXT,
  answer TEXT,
  version INTEGER NOT NULL,
  -- G13: one ticket for each person and channel.
  UNIQUE (channel_id, person_id),
  CHECK ((asked IS NULL) = (answer IS NULL))
);
