CREATE TABLE base_job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  holder TEXT,
  held_until INTEGER,
  last_error TEXT,
  ended_at INTEGER,
  version INTEGER NOT NULL
);
CREATE INDEX base_job_due ON base_job (due_at) WHERE state IN ('waiting', 'running');

ALTER TABLE base_notice ADD COLUMN mail_error TEXT;
CREATE INDEX base_notice_unmailed ON base_notice (at) WHERE mailed_at IS NULL AND mail_error IS NULL;
