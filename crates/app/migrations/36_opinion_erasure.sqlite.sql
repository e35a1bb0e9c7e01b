-- G15: an erasure is asked for by one and decided by another, once.
CREATE TRIGGER opinion_erasure_begins BEFORE INSERT ON opinion_erasure WHEN NEW.state <> 'asked'
BEGIN SELECT RAISE(ABORT, 'G15 an erasure is asked for before it is decided'); END;

CREATE TRIGGER opinion_erasure_sealed BEFORE UPDATE ON opinion_erasure
WHEN OLD.state <> 'asked' OR NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.review_id IS NOT
  OLD.review_id OR NEW.paragraph_id IS NOT OLD.paragraph_id OR NEW.ground IS NOT OLD.ground OR NEW.basis IS NOT OLD.basis
  OR NEW.asked_by IS NOT OLD.asked_by OR NEW.asked_at IS NOT OLD.asked_at
BEGIN SELECT RAISE(ABORT, 'G15 an erasure is decided once'); END;

CREATE TRIGGER opinion_erasure_kept BEFORE DELETE ON opinion_erasure
BEGIN SELECT RAISE(ABORT, 'opinion_erasure: what was written stays'); END;

-- What was written stays, but for the mark in place of words of which another has decided that they go.
CREATE VIEW opinion_erased_paragraph AS
SELECT paragraph_id AS id FROM opinion_erasure WHERE state = 'erased';

DROP TRIGGER opinion_paragraph_sealed;
CREATE TRIGGER opinion_paragraph_sealed BEFORE UPDATE ON opinion_paragraph
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.letter_id IS NOT OLD.letter_id OR
  NEW.number IS NOT OLD.number OR (NEW.text IS NOT OLD.text AND NOT (NEW.text = '[đã xóa theo luật · erased by law]'
    AND EXISTS (SELECT 1 FROM opinion_erased_paragraph e WHERE e.id = OLD.id)))
BEGIN SELECT RAISE(ABORT, 'opinion_paragraph: what was written stays'); END;

DROP TRIGGER opinion_opinion_sealed;
CREATE TRIGGER opinion_opinion_sealed BEFORE UPDATE ON opinion_opinion
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.review_id IS NOT OLD.review_id OR
  NEW.letter_id IS NOT OLD.letter_id OR NEW.paragraph_id IS NOT OLD.paragraph_id OR NEW.statement IS NOT
  OLD.statement OR NEW.number IS NOT OLD.number OR NEW.round IS NOT OLD.round OR
  NEW.taken_by IS NOT OLD.taken_by OR NEW.taken_at IS NOT OLD.taken_at
  OR (NEW.quote IS NOT OLD.quote AND NOT (NEW.quote = '[đã xóa theo luật · erased by law]'
    AND EXISTS (SELECT 1 FROM opinion_erased_paragraph e WHERE e.id = OLD.paragraph_id)))
BEGIN SELECT RAISE(ABORT, 'opinion_opinion: what was written stays'); END;

DROP TRIGGER opinion_objection_sealed;
CREATE TRIGGER opinion_objection_sealed BEFORE UPDATE ON opinion_objection
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.opinion_id IS NOT OLD.opinion_id OR
  NEW.raised_at IS NOT OLD.raised_at
  OR (NEW.text IS NOT OLD.text AND NOT (NEW.text = '[đã xóa theo luật · erased by law]' AND EXISTS (
    SELECT 1 FROM opinion_erased_paragraph e JOIN opinion_opinion o ON o.paragraph_id = e.id WHERE o.id = OLD.opinion_id)))
BEGIN SELECT RAISE(ABORT, 'opinion_objection: what was written stays'); END;

DROP TRIGGER opinion_file_sealed;
CREATE TRIGGER opinion_file_sealed BEFORE UPDATE ON opinion_file
WHEN NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.media IS NOT OLD.media
  OR ((NEW.name IS NOT OLD.name OR NEW.size IS NOT OLD.size OR NEW.sha256 IS NOT OLD.sha256)
    AND NOT (NEW.name = '[đã xóa theo luật · erased by law]' AND NEW.size = 0 AND NEW.sha256 = '' AND EXISTS (
      SELECT 1 FROM opinion_erased_paragraph e JOIN opinion_paragraph p ON p.id = e.id
      JOIN opinion_letter l ON l.id = p.letter_id WHERE l.file_id = OLD.id)))
BEGIN SELECT RAISE(ABORT, 'opinion_file: what was written stays'); END;

-- G14: in a closed round nothing changes but words that go.
DROP TRIGGER synthesis_paragraph_sealed;
CREATE TRIGGER synthesis_paragraph_sealed BEFORE UPDATE ON opinion_paragraph
WHEN (NEW.text IS OLD.text OR NEW.no_opinion_by IS NOT OLD.no_opinion_by OR NEW.no_opinion_why IS NOT OLD.no_opinion_why)
  AND EXISTS (SELECT 1 FROM synthesis_round r JOIN opinion_letter l
    ON l.review_id = r.review_id AND l.round = r.number WHERE l.id = OLD.letter_id AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 the round of this paragraph is closed'); END;

DROP TRIGGER synthesis_opinion_sealed;
CREATE TRIGGER synthesis_opinion_sealed BEFORE UPDATE ON opinion_opinion
WHEN (NEW.quote IS OLD.quote OR NEW.subject_id IS NOT OLD.subject_id OR NEW.content IS NOT OLD.content
    OR NEW.kind IS NOT OLD.kind)
  AND EXISTS (SELECT 1 FROM synthesis_sealed_opinion s WHERE s.id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'G14 the round of this opinion is closed'); END;
