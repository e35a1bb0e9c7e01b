-- What a contributor wrote, what was promised, and what became of it never changes.
CREATE TRIGGER opinion_file_kept BEFORE DELETE ON opinion_file
BEGIN SELECT RAISE(ABORT, 'opinion_file: what was written stays'); END;

CREATE TRIGGER opinion_file_sealed BEFORE UPDATE ON opinion_file
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.name IS NOT OLD.name OR NEW.media
  IS NOT OLD.media OR NEW.size IS NOT OLD.size OR NEW.sha256 IS NOT OLD.sha256
BEGIN SELECT RAISE(ABORT, 'opinion_file: what was written stays'); END;

CREATE TRIGGER opinion_letter_kept BEFORE DELETE ON opinion_letter
BEGIN SELECT RAISE(ABORT, 'opinion_letter: what was written stays'); END;

CREATE TRIGGER opinion_letter_sealed BEFORE UPDATE ON opinion_letter
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.review_id IS NOT OLD.review_id OR
  NEW.invitation_id IS NOT OLD.invitation_id OR NEW.number IS NOT OLD.number OR NEW.contributor IS NOT
  OLD.contributor OR NEW.contributor_id IS NOT OLD.contributor_id OR NEW.entered_by IS NOT OLD.entered_by OR
  NEW.source IS NOT OLD.source OR NEW.received IS NOT OLD.received OR NEW.visibility IS NOT OLD.visibility OR
  NEW.promise IS NOT OLD.promise OR NEW.file_id IS NOT OLD.file_id OR NEW.receipt IS NOT OLD.receipt OR
  NEW.round IS NOT OLD.round
BEGIN SELECT RAISE(ABORT, 'opinion_letter: what was written stays'); END;

CREATE TRIGGER opinion_trace_kept BEFORE DELETE ON opinion_trace
BEGIN SELECT RAISE(ABORT, 'opinion_trace: what was written stays'); END;

CREATE TRIGGER opinion_trace_sealed BEFORE UPDATE ON opinion_trace
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.opinion_id IS NOT OLD.opinion_id OR
  NEW.stage IS NOT OLD.stage OR NEW.what IS NOT OLD.what OR NEW.detail IS NOT OLD.detail OR NEW.at IS NOT
  OLD.at
BEGIN SELECT RAISE(ABORT, 'opinion_trace: what was written stays'); END;

CREATE TRIGGER opinion_paragraph_kept BEFORE DELETE ON opinion_paragraph
BEGIN SELECT RAISE(ABORT, 'opinion_paragraph: what was written stays'); END;

CREATE TRIGGER opinion_paragraph_sealed BEFORE UPDATE ON opinion_paragraph
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.letter_id IS NOT OLD.letter_id OR
  NEW.number IS NOT OLD.number OR NEW.text IS NOT OLD.text
BEGIN SELECT RAISE(ABORT, 'opinion_paragraph: what was written stays'); END;

CREATE TRIGGER opinion_opinion_kept BEFORE DELETE ON opinion_opinion
BEGIN SELECT RAISE(ABORT, 'opinion_opinion: what was written stays'); END;

CREATE TRIGGER opinion_opinion_sealed BEFORE UPDATE ON opinion_opinion
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.review_id IS NOT OLD.review_id OR
  NEW.letter_id IS NOT OLD.letter_id OR NEW.paragraph_id IS NOT OLD.paragraph_id OR NEW.statement IS NOT
  OLD.statement OR NEW.number IS NOT OLD.number OR NEW.quote IS NOT OLD.quote OR NEW.round IS NOT OLD.round OR
  NEW.taken_by IS NOT OLD.taken_by OR NEW.taken_at IS NOT OLD.taken_at
BEGIN SELECT RAISE(ABORT, 'opinion_opinion: what was written stays'); END;

CREATE TRIGGER opinion_objection_kept BEFORE DELETE ON opinion_objection
BEGIN SELECT RAISE(ABORT, 'opinion_objection: what was written stays'); END;

CREATE TRIGGER opinion_objection_sealed BEFORE UPDATE ON opinion_objection
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.opinion_id IS NOT OLD.opinion_id OR
  NEW.text IS NOT OLD.text OR NEW.raised_at IS NOT OLD.raised_at
BEGIN SELECT RAISE(ABORT, 'opinion_objection: what was written stays'); END;

-- Sealed envelopes of whom nothing is known. Without a rowid: they lie in the order of their marks, which is chance.
CREATE TABLE opinion_envelope (
  id TEXT PRIMARY KEY NOT NULL,
  channel_id TEXT NOT NULL REFERENCES opinion_channel (id),
  body TEXT NOT NULL,
  salt BLOB NOT NULL,
  envelope BLOB NOT NULL,
  receipt TEXT NOT NULL,
  is_marked INTEGER NOT NULL,
  version INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE opinion_envelope_mark (
  id TEXT PRIMARY KEY NOT NULL,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  channel_id TEXT NOT NULL REFERENCES opinion_channel (id),
  commitment TEXT NOT NULL,
  version INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER opinion_envelope_in_time BEFORE INSERT ON opinion_envelope
WHEN (SELECT state FROM opinion_channel WHERE id = NEW.channel_id) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'G12 opinion_envelope: this channel takes no envelope'); END;

CREATE TRIGGER opinion_envelope_sealed BEFORE UPDATE ON opinion_envelope
WHEN NEW.id IS NOT OLD.id OR NEW.channel_id IS NOT OLD.channel_id OR NEW.body IS NOT OLD.body OR NEW.salt IS NOT
  OLD.salt OR NEW.envelope IS NOT OLD.envelope OR NEW.receipt IS NOT OLD.receipt
BEGIN SELECT RAISE(ABORT, 'opinion_envelope: what was written stays'); END;

CREATE TRIGGER opinion_envelope_kept BEFORE DELETE ON opinion_envelope
WHEN (SELECT state FROM opinion_channel WHERE id = OLD.channel_id) IS NOT 'released'
BEGIN SELECT RAISE(ABORT, 'G12 opinion_envelope: an envelope is destroyed only when it was handed over'); END;

CREATE TRIGGER opinion_envelope_mark_kept BEFORE DELETE ON opinion_envelope_mark
BEGIN SELECT RAISE(ABORT, 'opinion_envelope_mark: what was written stays'); END;

CREATE TRIGGER opinion_envelope_mark_sealed BEFORE UPDATE ON opinion_envelope_mark
BEGIN SELECT RAISE(ABORT, 'opinion_envelope_mark: what was written stays'); END;

CREATE TRIGGER opinion_ticket_kept BEFORE DELETE ON opinion_ticket
BEGIN SELECT RAISE(ABORT, 'opinion_ticket: what was written stays'); END;

CREATE TRIGGER opinion_ticket_once BEFORE UPDATE ON opinion_ticket
WHEN OLD.asked IS NOT NULL OR NEW.channel_id IS NOT OLD.channel_id OR NEW.person_id IS NOT OLD.person_id
BEGIN SELECT RAISE(ABORT, 'G13 opinion_ticket: a ticket is given once'); END;

CREATE TRIGGER opinion_channel_kept BEFORE DELETE ON opinion_channel
BEGIN SELECT RAISE(ABORT, 'opinion_channel: what was written stays'); END;

CREATE TRIGGER opinion_channel_sealed BEFORE UPDATE ON opinion_channel
WHEN OLD.state = 'released' OR NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.review_id IS NOT
  OLD.review_id OR NEW.issuer_key IS NOT OLD.issuer_key OR NEW.desk_key IS NOT OLD.desk_key OR NEW.eligible IS NOT
  OLD.eligible OR NEW.eligible_digest IS NOT OLD.eligible_digest OR NEW.least_eligible IS NOT OLD.least_eligible OR
  NEW.least_given IS NOT OLD.least_given OR NEW.opens IS NOT OLD.opens OR NEW.writing IS NOT OLD.writing OR
  NEW.closes IS NOT OLD.closes OR NEW.promise IS NOT OLD.promise
BEGIN SELECT RAISE(ABORT, 'G12 opinion_channel: what was promised stays'); END;
