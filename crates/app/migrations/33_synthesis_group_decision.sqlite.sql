CREATE TRIGGER synthesis_group_decision_begins BEFORE INSERT ON synthesis_group_decision
WHEN NEW.taken_back_at IS NOT NULL OR EXISTS (SELECT 1 FROM synthesis_group_decision o WHERE o.id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
    WHERE d.id = NEW.double_id AND d.review_id = NEW.review_id AND d.state = 'compared' AND r.state = 'open')
BEGIN SELECT RAISE(ABORT, 'G14 a group is decided after both have coded and before the round closes'); END;

CREATE TRIGGER synthesis_group_decision_sealed BEFORE UPDATE ON synthesis_group_decision
WHEN OLD.taken_back_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.double_id IS NOT OLD.double_id
  OR NEW.coder_id IS NOT OLD.coder_id OR NEW.group_number IS NOT OLD.group_number OR NEW.point_id IS NOT OLD.point_id
  OR NEW.reason IS NOT OLD.reason OR NEW.decided_by IS NOT OLD.decided_by OR NEW.decided_at IS NOT OLD.decided_at
  OR EXISTS (SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
    WHERE d.id = OLD.double_id AND r.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 a decision on a group changes only by being taken back, once, in an open round'); END;

CREATE TRIGGER synthesis_group_decision_kept BEFORE DELETE ON synthesis_group_decision
BEGIN SELECT RAISE(ABORT, 'G14 a decision stays'); END;

CREATE TRIGGER synthesis_group_decided_begins BEFORE INSERT ON synthesis_group_decided
WHEN EXISTS (SELECT 1 FROM synthesis_group_decided o WHERE o.id = NEW.id
    OR (o.decision_id = NEW.decision_id AND o.opinion_id = NEW.opinion_id))
  OR NOT EXISTS (SELECT 1 FROM synthesis_group_decision g JOIN synthesis_sample s ON s.double_id = g.double_id
    WHERE g.id = NEW.decision_id AND g.taken_back_at IS NULL AND s.opinion_id = NEW.opinion_id)
BEGIN SELECT RAISE(ABORT, 'G14 what a group held was drawn'); END;

CREATE TRIGGER synthesis_group_decided_sealed BEFORE UPDATE ON synthesis_group_decided
BEGIN SELECT RAISE(ABORT, 'G14 how an opinion stood before never changes'); END;

CREATE TRIGGER synthesis_group_decided_kept BEFORE DELETE ON synthesis_group_decided
BEGIN SELECT RAISE(ABORT, 'G14 how an opinion stood before never changes'); END;
