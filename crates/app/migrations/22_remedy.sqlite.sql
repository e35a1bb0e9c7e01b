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
