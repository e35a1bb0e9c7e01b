CREATE TABLE verification_case (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  point_id TEXT NOT NULL REFERENCES synthesis_point (id),
  verifier_id TEXT REFERENCES organisation_person (id),
  assigned_by TEXT REFERENCES organisation_person (id),
  assigned_at INTEGER,
  accepted_at INTEGER,
  due TEXT,
  state TEXT NOT NULL,
  is_closed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (point_id),
  CHECK (state = 'open' OR verifier_id IS NOT NULL)
);
CREATE INDEX verification_case_review_id ON verification_case (review_id);
CREATE INDEX verification_case_verifier_id ON verification_case (verifier_id);

CREATE TABLE verification_handover (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  case_id TEXT NOT NULL REFERENCES verification_case (id),
  number INTEGER NOT NULL,
  verifier_id TEXT NOT NULL REFERENCES organisation_person (id),
  is_from_superior INTEGER NOT NULL,
  assigned_by TEXT NOT NULL REFERENCES organisation_person (id),
  assigned_at INTEGER NOT NULL,
  due TEXT NOT NULL,
  accepted_at INTEGER,
  handed_back_at INTEGER,
  reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (case_id, number),
  CHECK ((handed_back_at IS NULL) = (reason IS NULL))
);

CREATE TABLE verification_evidence (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  case_id TEXT NOT NULL REFERENCES verification_case (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  dated TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_id TEXT REFERENCES opinion_file (id),
  text TEXT,
  from_answer TEXT,
  added_by TEXT NOT NULL REFERENCES organisation_person (id),
  added_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (case_id, number),
  CHECK (file_id IS NOT NULL OR text IS NOT NULL)
);

CREATE TABLE verification_finding (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  review_id TEXT NOT NULL REFERENCES campaign_review (id),
  case_id TEXT NOT NULL REFERENCES verification_case (id),
  point_id TEXT NOT NULL REFERENCES synthesis_point (id),
  number INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  confirmed_part TEXT,
  reasons TEXT NOT NULL,
  n_evidence INTEGER NOT NULL,
  is_final INTEGER NOT NULL,
  final_by TEXT REFERENCES organisation_person (id),
  final_at INTEGER,
  found_by TEXT NOT NULL REFERENCES organisation_person (id),
  found_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (case_id, number),
  CHECK ((verdict = 'partly_confirmed') = (confirmed_part IS NOT NULL))
);
CREATE INDEX verification_finding_point_id ON verification_finding (point_id);

CREATE VIEW verification_concerned (point_id, person_id) AS
SELECT p.id, m.person_id FROM synthesis_point p
JOIN campaign_subject s ON s.id = p.subject_id
JOIN campaign_subject m ON m.review_id = s.review_id AND m.person_id IS NOT NULL
  AND (m.id = s.id OR s.kind = 'collective');

CREATE VIEW verification_author (point_id, person_id) AS
SELECT pl.point_id, l.contributor_id FROM synthesis_placement pl
JOIN opinion_opinion o ON o.id = pl.opinion_id
JOIN opinion_letter l ON l.id = o.letter_id
WHERE pl.point_id IS NOT NULL AND l.contributor_id IS NOT NULL;
