-- G1: a round closes only when everything that was received is accounted for.
CREATE TRIGGER synthesis_round_accounted BEFORE UPDATE ON synthesis_round
WHEN NEW.state = 'closed' AND OLD.state <> 'closed'
BEGIN
  SELECT RAISE(ABORT, 'G1 nobody signs off') WHERE NEW.closed_by IS NULL OR NEW.closed_at IS NULL;
  SELECT RAISE(ABORT, 'G1 received is not what was counted') WHERE NEW.received <> (
    SELECT COUNT(*) FROM opinion_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.number);
  SELECT RAISE(ABORT, 'G1 an opinion went nowhere') WHERE EXISTS (
    SELECT 1 FROM opinion_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.number
    AND NOT EXISTS (SELECT 1 FROM synthesis_placement p WHERE p.opinion_id = o.id AND p.round_id = NEW.id));
  SELECT RAISE(ABORT, 'G1 a paragraph is not covered') WHERE EXISTS (
    SELECT 1 FROM opinion_paragraph g JOIN opinion_letter l ON l.id = g.letter_id
    WHERE l.review_id = NEW.review_id AND l.round = NEW.number AND g.no_opinion_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM opinion_opinion o WHERE o.paragraph_id = g.id));
END;

CREATE TRIGGER synthesis_round_begins_open BEFORE INSERT ON synthesis_round WHEN NEW.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'G1 a round begins open'); END;

-- G14: a closed round never changes, nor does what lies in it.
CREATE TRIGGER synthesis_round_sealed BEFORE UPDATE ON synthesis_round
WHEN OLD.state = 'closed' OR NEW.id IS NOT OLD.id OR NEW.review_id IS NOT OLD.review_id
  OR NEW.campaign_id IS NOT OLD.campaign_id OR NEW.kind IS NOT OLD.kind OR NEW.number IS NOT OLD.number
BEGIN SELECT RAISE(ABORT, 'G14 a closed round never changes'); END;

CREATE TRIGGER synthesis_round_kept BEFORE DELETE ON synthesis_round
BEGIN SELECT RAISE(ABORT, 'G14 a round stays'); END;

CREATE TRIGGER synthesis_point_begins BEFORE INSERT ON synthesis_point
WHEN NOT EXISTS (SELECT 1 FROM synthesis_round r
  WHERE r.id = NEW.round_id AND r.review_id = NEW.review_id AND r.state = 'open')
BEGIN SELECT RAISE(ABORT, 'G14 a point is made in an open round of its review'); END;

CREATE TRIGGER synthesis_point_sealed BEFORE UPDATE ON synthesis_point
WHEN NEW.id IS NOT OLD.id OR NEW.round_id IS NOT OLD.round_id OR NEW.review_id IS NOT OLD.review_id
  OR NEW.number IS NOT OLD.number OR NEW.split_from IS NOT OLD.split_from
  OR EXISTS (SELECT 1 FROM synthesis_round r WHERE r.id = OLD.round_id AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 a point of a closed round never changes'); END;

CREATE TRIGGER synthesis_point_kept BEFORE DELETE ON synthesis_point
BEGIN SELECT RAISE(ABORT, 'G14 a point stays'); END;

CREATE TRIGGER synthesis_placement_begins BEFORE INSERT ON synthesis_placement
BEGIN
  SELECT RAISE(ABORT, 'G14 an opinion is placed in the open round of its review') WHERE NOT EXISTS (
    SELECT 1 FROM synthesis_round r JOIN opinion_opinion o ON o.review_id = r.review_id AND o.round = r.number
    WHERE r.id = NEW.round_id AND o.id = NEW.opinion_id AND r.review_id = NEW.review_id AND r.state = 'open');
  SELECT RAISE(ABORT, 'G1 the point is of another review') WHERE NEW.point_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM synthesis_point p WHERE p.id = NEW.point_id AND p.review_id = NEW.review_id);
END;

CREATE TRIGGER synthesis_placement_sealed BEFORE UPDATE ON synthesis_placement
BEGIN
  SELECT RAISE(ABORT, 'G14 a placement of a closed round never changes') WHERE NEW.id IS NOT OLD.id
    OR NEW.round_id IS NOT OLD.round_id OR NEW.opinion_id IS NOT OLD.opinion_id
    OR NEW.review_id IS NOT OLD.review_id
    OR EXISTS (SELECT 1 FROM synthesis_round r WHERE r.id = OLD.round_id AND r.state = 'closed');
  SELECT RAISE(ABORT, 'G1 the point is of another review') WHERE NEW.point_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM synthesis_point p WHERE p.id = NEW.point_id AND p.review_id = NEW.review_id);
END;

CREATE TRIGGER synthesis_placement_kept BEFORE DELETE ON synthesis_placement
BEGIN SELECT RAISE(ABORT, 'G1 a placement stays'); END;

CREATE TRIGGER synthesis_lineage_sealed BEFORE UPDATE ON synthesis_lineage
BEGIN SELECT RAISE(ABORT, 'G14 a lineage never changes'); END;

CREATE TRIGGER synthesis_lineage_kept BEFORE DELETE ON synthesis_lineage
BEGIN SELECT RAISE(ABORT, 'G14 a lineage never changes'); END;

-- G1: nothing comes into a round after it was signed off, and nothing in it is coded anew.
CREATE TRIGGER synthesis_letter_in_time BEFORE INSERT ON opinion_letter
WHEN EXISTS (SELECT 1 FROM synthesis_round r
  WHERE r.review_id = NEW.review_id AND r.number = NEW.round AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G1 the round of this letter is closed'); END;

CREATE TRIGGER synthesis_paragraph_in_time BEFORE INSERT ON opinion_paragraph
WHEN EXISTS (SELECT 1 FROM synthesis_round r JOIN opinion_letter l
  ON l.review_id = r.review_id AND l.round = r.number WHERE l.id = NEW.letter_id AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G1 the round of this paragraph is closed'); END;

CREATE TRIGGER synthesis_paragraph_sealed BEFORE UPDATE ON opinion_paragraph
WHEN EXISTS (SELECT 1 FROM synthesis_round r JOIN opinion_letter l
  ON l.review_id = r.review_id AND l.round = r.number WHERE l.id = OLD.letter_id AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 the round of this paragraph is closed'); END;

CREATE TRIGGER synthesis_opinion_in_time BEFORE INSERT ON opinion_opinion
WHEN EXISTS (SELECT 1 FROM synthesis_round r
  WHERE r.review_id = NEW.review_id AND r.number = NEW.round AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G1 the round of this opinion is closed'); END;

CREATE TRIGGER synthesis_opinion_sealed BEFORE UPDATE ON opinion_opinion
WHEN EXISTS (SELECT 1 FROM synthesis_round r
  WHERE r.review_id = OLD.review_id AND r.number = OLD.round AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 the round of this opinion is closed'); END;
