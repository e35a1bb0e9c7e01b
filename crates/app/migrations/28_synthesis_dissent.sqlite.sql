-- G14: what a round holds of minority views never changes once it is closed.
CREATE TRIGGER synthesis_dissent_begins BEFORE INSERT ON synthesis_dissent
WHEN NOT EXISTS (SELECT 1 FROM synthesis_placement p JOIN synthesis_round r ON r.id = p.round_id
  WHERE p.opinion_id = NEW.opinion_id AND p.point_id = NEW.point_id AND r.state = 'open')
BEGIN SELECT RAISE(ABORT, 'G14 a minority view lies in its point, in an open round'); END;

CREATE TRIGGER synthesis_dissent_sealed BEFORE UPDATE ON synthesis_dissent
WHEN NEW.id IS NOT OLD.id OR NEW.point_id IS NOT OLD.point_id OR NEW.opinion_id IS NOT OLD.opinion_id
  OR EXISTS (SELECT 1 FROM synthesis_placement p JOIN synthesis_round r ON r.id = p.round_id
    WHERE p.opinion_id = OLD.opinion_id AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 a minority view of a closed round never changes'); END;

CREATE TRIGGER synthesis_dissent_kept BEFORE DELETE ON synthesis_dissent
BEGIN SELECT RAISE(ABORT, 'G14 a minority view stays'); END;
