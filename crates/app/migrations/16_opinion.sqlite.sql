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
