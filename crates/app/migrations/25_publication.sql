CREATE TABLE publication_article (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  slug TEXT NOT NULL,
  section TEXT NOT NULL,
  title TEXT NOT NULL,
  lead TEXT NOT NULL,
  byline TEXT NOT NULL,
  photo_id TEXT REFERENCES opinion_file (id),
  caption TEXT,
  credit TEXT,
  alternative TEXT,
  state TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES organisation_person (id),
  approved_by TEXT REFERENCES organisation_person (id),
  published_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (slug)
);
CREATE INDEX publication_article_published_at ON publication_article (published_at);

CREATE TABLE publication_sentence (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  article_id TEXT NOT NULL REFERENCES publication_article (id),
  paragraph INTEGER NOT NULL,
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (article_id, paragraph, place)
);

CREATE TABLE publication_keyword (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  article_id TEXT NOT NULL REFERENCES publication_article (id),
  word TEXT NOT NULL,
  slug TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (article_id, slug)
);

CREATE TABLE publication_view_count (
  id TEXT PRIMARY KEY REFERENCES publication_article (id),
  views INTEGER NOT NULL,
  version INTEGER NOT NULL
);
