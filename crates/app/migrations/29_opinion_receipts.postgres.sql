-- Outside an envelope nothing stands that stands in the letter too.
DROP TRIGGER opinion_envelope_sealed ON opinion_envelope;
ALTER TABLE opinion_envelope DROP COLUMN receipt;
CREATE TRIGGER opinion_envelope_sealed BEFORE UPDATE ON opinion_envelope FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.channel_id IS DISTINCT FROM OLD.channel_id OR NEW.body IS DISTINCT FROM
  OLD.body OR NEW.salt IS DISTINCT FROM OLD.salt OR NEW.envelope IS DISTINCT FROM OLD.envelope)
EXECUTE FUNCTION opinion_sealed();

-- G1: who says that they were misunderstood has an answer before the round is signed off.
CREATE FUNCTION synthesis_round_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM opinion_objection j JOIN opinion_opinion o ON o.id = j.opinion_id
    WHERE o.review_id = NEW.review_id AND o.round <= NEW.number AND j.answer IS NULL) THEN
    RAISE EXCEPTION 'G1 an objection is not answered';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_round_answered BEFORE UPDATE ON synthesis_round FOR EACH ROW
WHEN (NEW.state = 'closed' AND OLD.state <> 'closed') EXECUTE FUNCTION synthesis_round_answered();

-- G14: what lies in a closed round never changes, but where an opinion lies whose contributor waits for an answer, until the
-- second round is closed.
CREATE VIEW synthesis_sealed_opinion AS
SELECT o.id FROM opinion_opinion o
JOIN synthesis_round r ON r.review_id = o.review_id AND r.number = o.round AND r.state = 'closed'
WHERE NOT EXISTS (SELECT 1 FROM opinion_objection j WHERE j.opinion_id = o.id AND j.answer IS NULL)
OR EXISTS (SELECT 1 FROM synthesis_round s WHERE s.review_id = o.review_id AND s.number = 2 AND s.state = 'closed');

CREATE OR REPLACE FUNCTION synthesis_placement_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT 1 FROM synthesis_round r JOIN opinion_opinion o ON o.review_id = r.review_id AND o.round = r.number
    WHERE r.id = NEW.round_id AND o.id = NEW.opinion_id AND r.review_id = NEW.review_id AND r.state = 'open') THEN
    RAISE EXCEPTION 'G14 an opinion is placed in the open round of its review';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id IS DISTINCT FROM OLD.id OR NEW.round_id IS DISTINCT FROM OLD.round_id
    OR NEW.opinion_id IS DISTINCT FROM OLD.opinion_id OR NEW.review_id IS DISTINCT FROM OLD.review_id
    OR EXISTS (SELECT 1 FROM synthesis_sealed_opinion s WHERE s.id = OLD.opinion_id)) THEN
    RAISE EXCEPTION 'G14 a placement of a closed round never changes';
  END IF;
  IF NEW.point_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM synthesis_point p WHERE p.id = NEW.point_id AND p.review_id = NEW.review_id) THEN
    RAISE EXCEPTION 'G1 the point is of another review';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION synthesis_opinion_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM synthesis_sealed_opinion s WHERE s.id = OLD.id) THEN
    RAISE EXCEPTION 'G14 the round of this opinion is closed';
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER synthesis_opinion_in_time ON opinion_opinion;
CREATE TRIGGER synthesis_opinion_in_time BEFORE INSERT ON opinion_opinion
FOR EACH ROW EXECUTE FUNCTION synthesis_in_time();
CREATE TRIGGER synthesis_opinion_unsealed BEFORE UPDATE ON opinion_opinion
FOR EACH ROW EXECUTE FUNCTION synthesis_opinion_unsealed();
