CREATE TRIGGER conclusion_wording_waiver_not_added BEFORE INSERT ON conclusion_wording_waiver
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id = NEW.shortcoming_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_wording_waiver: what was decided stays'); END;

CREATE TRIGGER conclusion_wording_waiver_sealed BEFORE UPDATE ON conclusion_wording_waiver
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id IN (OLD.shortcoming_id, NEW.shortcoming_id))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_wording_waiver: what was decided stays'); END;

CREATE TRIGGER conclusion_wording_waiver_kept BEFORE DELETE ON conclusion_wording_waiver
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id = OLD.shortcoming_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_wording_waiver: what was decided stays'); END;

-- INSERT OR REPLACE takes a row away without a delete trigger, so inserts look as well.
CREATE TRIGGER conclusion_wording_waiver_not_replaced BEFORE INSERT ON conclusion_wording_waiver
WHEN EXISTS (SELECT 1 FROM conclusion_wording_waiver o JOIN conclusion_shortcoming s ON s.id = o.shortcoming_id
  JOIN conclusion_conclusion c ON c.id = s.conclusion_id WHERE o.id = NEW.id AND c.state = 'decided')
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_wording_waiver: what was decided stays'); END;
