-- G14: what was drawn, and what a coder has finished, never changes.
CREATE TRIGGER synthesis_double_begins BEFORE INSERT ON synthesis_double
WHEN NEW.state <> 'coding' OR NOT EXISTS (SELECT 1 FROM synthesis_round r
  WHERE r.id = NEW.round_id AND r.review_id = NEW.review_id AND r.state = 'open')
BEGIN SELECT RAISE(ABORT, 'G14 a double coding begins in an open round of its review'); END;

CREATE TRIGGER synthesis_double_sealed BEFORE UPDATE ON synthesis_double
BEGIN
  SELECT RAISE(ABORT, 'G14 a draw never changes') WHERE OLD.state <> 'coding' OR NEW.id IS NOT OLD.id
    OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.review_id IS NOT OLD.review_id
    OR NEW.round_id IS NOT OLD.round_id OR NEW.number IS NOT OLD.number OR NEW.seed IS NOT OLD.seed
    OR NEW.last_number IS NOT OLD.last_number OR NEW.received IS NOT OLD.received OR NEW.drawn IS NOT OLD.drawn
    OR NEW.opened_by IS NOT OLD.opened_by OR NEW.opened_at IS NOT OLD.opened_at;
  SELECT RAISE(ABORT, 'G14 a coder has not finished') WHERE NEW.state = 'compared' AND 2 <> (
    SELECT COUNT(*) FROM synthesis_coder c WHERE c.double_id = NEW.id AND c.finished_at IS NOT NULL);
END;

CREATE TRIGGER synthesis_double_kept BEFORE DELETE ON synthesis_double
BEGIN SELECT RAISE(ABORT, 'G14 a double coding stays'); END;

CREATE TRIGGER synthesis_coder_sealed BEFORE UPDATE ON synthesis_coder
BEGIN
  SELECT RAISE(ABORT, 'G14 a finished coding never changes') WHERE OLD.finished_at IS NOT NULL
    OR NEW.id IS NOT OLD.id OR NEW.double_id IS NOT OLD.double_id OR NEW.person_id IS NOT OLD.person_id
    OR NEW.place IS NOT OLD.place;
  SELECT RAISE(ABORT, 'G14 a coding has gaps') WHERE NEW.finished_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM synthesis_sample s WHERE s.double_id = NEW.double_id AND NOT EXISTS (
      SELECT 1 FROM synthesis_coding c WHERE c.double_id = s.double_id AND c.opinion_id = s.opinion_id
      AND c.person_id = NEW.person_id));
END;

CREATE TRIGGER synthesis_coder_kept BEFORE DELETE ON synthesis_coder
BEGIN SELECT RAISE(ABORT, 'G14 a coder stays'); END;

CREATE TRIGGER synthesis_sample_sealed BEFORE UPDATE ON synthesis_sample
BEGIN SELECT RAISE(ABORT, 'G14 a sample never changes'); END;

CREATE TRIGGER synthesis_sample_kept BEFORE DELETE ON synthesis_sample
BEGIN SELECT RAISE(ABORT, 'G14 a sample never changes'); END;

CREATE TRIGGER synthesis_coding_begins BEFORE INSERT ON synthesis_coding
WHEN NOT EXISTS (SELECT 1 FROM synthesis_coder c JOIN synthesis_sample s ON s.double_id = c.double_id
  WHERE c.double_id = NEW.double_id AND c.person_id = NEW.person_id AND c.finished_at IS NULL
  AND s.opinion_id = NEW.opinion_id)
BEGIN SELECT RAISE(ABORT, 'G14 a coding is of a coder who has not finished, and of the sample'); END;

CREATE TRIGGER synthesis_coding_sealed BEFORE UPDATE ON synthesis_coding
BEGIN SELECT RAISE(ABORT, 'G14 a finished coding never changes'); END;

CREATE TRIGGER synthesis_coding_kept BEFORE DELETE ON synthesis_coding
BEGIN SELECT RAISE(ABORT, 'G14 a finished coding never changes'); END;

CREATE TRIGGER synthesis_adjudication_begins BEFORE INSERT ON synthesis_adjudication
WHEN NOT EXISTS (SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
  WHERE d.id = NEW.double_id AND d.review_id = NEW.review_id AND d.state = 'compared' AND r.state = 'open')
BEGIN SELECT RAISE(ABORT, 'G14 a difference is decided after both have coded and before the round closes'); END;

CREATE TRIGGER synthesis_adjudication_sealed BEFORE UPDATE ON synthesis_adjudication
WHEN NEW.id IS NOT OLD.id OR NEW.double_id IS NOT OLD.double_id OR NEW.opinion_id IS NOT OLD.opinion_id
  OR EXISTS (SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
    WHERE d.id = OLD.double_id AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 a decision of a closed round never changes'); END;

CREATE TRIGGER synthesis_adjudication_kept BEFORE DELETE ON synthesis_adjudication
BEGIN SELECT RAISE(ABORT, 'G14 a decision stays'); END;
