-- Outside an envelope nothing stands that stands in the letter too.
DROP TRIGGER opinion_envelope_sealed;
ALTER TABLE opinion_envelope DROP COLUMN receipt;
CREATE TRIGGER opinion_envelope_sealed BEFORE UPDATE ON opinion_envelope
WHEN NEW.id IS NOT OLD.id OR NEW.channel_id IS NOT OLD.channel_id OR NEW.body IS NOT OLD.body OR NEW.salt IS NOT OLD.salt
  OR NEW.envelope IS NOT OLD.envelope
BEGIN SELECT RAISE(ABORT, 'opinion_envelope: what was written stays'); END;

-- G1: who says that they were misunderstood has an answer before the round is signed off.
CREATE TRIGGER synthesis_round_answered BEFORE UPDATE ON synthesis_round
WHEN NEW.state = 'closed' AND OLD.state <> 'closed' AND EXISTS (
  SELECT 1 FROM opinion_objection j JOIN opinion_opinion o ON o.id = j.opinion_id
  WHERE o.review_id = NEW.review_id AND o.round <= NEW.number AND j.answer IS NULL)
BEGIN SELECT RAISE(ABORT, 'G1 an objection is not answered'); END;

-- G14: what lies in a closed round never changes, but where an opinion lies whose contributor waits for an answer, until the
-- second round is closed.
CREATE VIEW synthesis_sealed_opinion AS
SELECT o.id FROM opinion_opinion o
JOIN synthesis_round r ON r.review_id = o.review_id AND r.number = o.round AND r.state = 'closed'
WHERE NOT EXISTS (SELECT 1 FROM opinion_objection j WHERE j.opinion_id = o.id AND j.answer IS NULL)
OR EXISTS (SELECT 1 FROM synthesis_round s WHERE s.review_id = o.review_id AND s.number = 2 AND s.state = 'closed');

DROP TRIGGER synthesis_placement_sealed;
CREATE TRIGGER synthesis_placement_sealed BEFORE UPDATE ON synthesis_placement
BEGIN
  SELECT RAISE(ABORT, 'G14 a placement of a closed round never changes') WHERE NEW.id IS NOT OLD.id
    OR NEW.round_id IS NOT OLD.round_id OR NEW.opinion_id IS NOT OLD.opinion_id
    OR NEW.review_id IS NOT OLD.review_id
    OR EXISTS (SELECT 1 FROM synthesis_sealed_opinion s WHERE s.id = OLD.opinion_id);
  SELECT RAISE(ABORT, 'G1 the point is of another review') WHERE NEW.point_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM synthesis_point p WHERE p.id = NEW.point_id AND p.review_id = NEW.review_id);
END;

DROP TRIGGER synthesis_opinion_sealed;
CREATE TRIGGER synthesis_opinion_sealed BEFORE UPDATE ON opinion_opinion
WHEN EXISTS (SELECT 1 FROM synthesis_sealed_opinion s WHERE s.id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'G14 the round of this opinion is closed'); END;
