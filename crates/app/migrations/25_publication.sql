CREATE TABLE publication_article (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  unit_id TEXT NOT NULL REFERENCES organisation_unit (id),
  slug TEXT NOT NULL,
  section TEXT NOT NULL,
  title TEXT NOT NULL,
  byline TEXT NOT NULL,
  keywords TEXT,
  photo_id TEXT REFERENCES opinion_file (id),
  photo_width INTEGER,
  photo_height INTEGER,
  caption TEXT,
  credit TEXT,
  alternative TEXT,
  state TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES organisation_person (id),
  submitted_by TEXT REFERENCES organisation_person (id),
  submitted_at INTEGER,
  sent_back_reason TEXT,
  approved_by TEXT REFERENCES organisation_person (id),
  published_at INTEGER,
  withdrawn_by TEXT REFERENCES organisation_person (id),
  withdrawn_at INTEGER,
  withdrawn_reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (slug),
  CHECK (approved_by IS NULL OR approved_by <> written_by),
  CHECK ((state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)),
  CHECK ((published_at IS NULL) = (approved_by IS NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL)),
  CHECK ((photo_id IS NULL) = (caption IS NULL) AND (photo_id IS NULL) = (credit IS NULL)
    AND (photo_id IS NULL) = (alternative IS NULL) AND (photo_id IS NULL) = (photo_width IS NULL)
    AND (photo_id IS NULL) = (photo_height IS NULL))
);
CREATE INDEX publication_article_published_at ON publication_article (published_at);
CREATE INDEX publication_article_campaign_id ON publication_article (campaign_id);
CREATE INDEX publication_article_photo_id ON publication_article (photo_id);

CREATE TABLE publication_sentence (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  article_id TEXT NOT NULL REFERENCES publication_article (id),
  place INTEGER NOT NULL,
  begins INTEGER NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  source_figure TEXT,
  is_struck INTEGER NOT NULL,
  written_by TEXT NOT NULL REFERENCES organisation_person (id),
  version INTEGER NOT NULL,
  CHECK ((source = 'figure') = (source_figure IS NOT NULL))
);
CREATE INDEX publication_sentence_article_id ON publication_sentence (article_id, place);
CREATE UNIQUE INDEX publication_sentence_lead ON publication_sentence (article_id) WHERE place = 0 AND is_struck = 0;

CREATE TABLE publication_keyword (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  article_id TEXT NOT NULL REFERENCES publication_article (id),
  place INTEGER NOT NULL,
  word TEXT NOT NULL,
  slug TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (article_id, slug)
);
CREATE INDEX publication_keyword_slug ON publication_keyword (slug);

CREATE TABLE publication_correction (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  article_id TEXT NOT NULL REFERENCES publication_article (id),
  text TEXT NOT NULL,
  state TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES organisation_person (id),
  written_at INTEGER NOT NULL,
  approved_by TEXT REFERENCES organisation_person (id),
  published_at INTEGER,
  version INTEGER NOT NULL,
  CHECK (approved_by IS NULL OR approved_by <> written_by),
  CHECK ((state = 'published') = (published_at IS NOT NULL AND approved_by IS NOT NULL))
);
CREATE INDEX publication_correction_article_id ON publication_correction (article_id);

CREATE TABLE publication_view_count (
  id TEXT PRIMARY KEY REFERENCES publication_article (id),
  views INTEGER NOT NULL,
  version INTEGER NOT NULL
);
