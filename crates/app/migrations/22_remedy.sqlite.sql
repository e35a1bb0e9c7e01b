CREATE TRIGGER remedy_commitment_sealed BEFORE UPDATE ON remedy_commitment
WHEN OLD.state = 'accepted'
BEGIN SELECT RAISE(ABORT, 'G14 remedy_commitment: what was accepted stays'); END;

CREATE TRIGGER remedy_commitment_kept BEFORE DELETE ON remedy_commitment
WHEN OLD.state = 'accepted'
BEGIN SELECT RAISE(ABORT, 'G14 remedy_commitment: what was accepted stays'); END;

CREATE TRIGGER remedy_milestone_sealed BEFORE UPDATE ON remedy_milestone
WHEN EXISTS (SELECT 1 FROM remedy_commitment c WHERE c.id IN (OLD.commitment_id, NEW.commitment_id) AND c.state = 'accepted')
BEGIN SELECT RAISE(ABORT, 'G14 remedy_milestone: what was accepted stays'); END;

CREATE TRIGGER remedy_milestone_kept BEFORE DELETE ON remedy_milestone
WHEN EXISTS (SELECT 1 FROM remedy_commitment c WHERE c.id = OLD.commitment_id AND c.state = 'accepted')
BEGIN SELECT RAISE(ABORT, 'G14 remedy_milestone: what was accepted stays'); END;

CREATE TRIGGER remedy_step_sealed BEFORE UPDATE ON remedy_step
BEGIN SELECT RAISE(ABORT, 'G14 remedy_step: what was written stays'); END;

CREATE TRIGGER remedy_step_kept BEFORE DELETE ON remedy_step
BEGIN SELECT RAISE(ABORT, 'G14 remedy_step: what was written stays'); END;

-- INSERT OR REPLACE takes a row away without a delete trigger, so inserts look as well.
CREATE TRIGGER remedy_commitment_not_replaced BEFORE INSERT ON remedy_commitment
WHEN EXISTS (SELECT 1 FROM remedy_commitment o WHERE o.state = 'accepted'
  AND (o.id = NEW.id OR (o.review_id = NEW.review_id AND o.number = NEW.number)))
BEGIN SELECT RAISE(ABORT, 'G14 remedy_commitment: what was accepted stays'); END;

CREATE TRIGGER remedy_milestone_late BEFORE INSERT ON remedy_milestone
WHEN EXISTS (SELECT 1 FROM remedy_commitment c WHERE c.id = NEW.commitment_id AND c.state = 'accepted')
  OR EXISTS (SELECT 1 FROM remedy_milestone m JOIN remedy_commitment c ON c.id = m.commitment_id
    WHERE m.id = NEW.id AND c.state = 'accepted')
BEGIN SELECT RAISE(ABORT, 'G14 remedy_milestone: what was accepted stays'); END;

CREATE TRIGGER remedy_step_not_replaced BEFORE INSERT ON remedy_step
WHEN EXISTS (SELECT 1 FROM remedy_step o WHERE o.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'G14 remedy_step: what was written stays'); END;
