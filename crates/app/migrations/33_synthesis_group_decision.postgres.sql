CREATE FUNCTION synthesis_group_decision_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND (NEW.taken_back_at IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
    WHERE d.id = NEW.double_id AND d.review_id = NEW.review_id AND d.state = 'compared' AND r.state = 'open')) THEN
    RAISE EXCEPTION 'G14 a group is decided after both have coded and before the round closes';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.taken_back_at IS NOT NULL OR NEW.id IS DISTINCT FROM OLD.id
    OR NEW.double_id IS DISTINCT FROM OLD.double_id OR NEW.coder_id IS DISTINCT FROM OLD.coder_id
    OR NEW.group_number IS DISTINCT FROM OLD.group_number OR NEW.point_id IS DISTINCT FROM OLD.point_id
    OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.decided_by IS DISTINCT FROM OLD.decided_by
    OR NEW.decided_at IS DISTINCT FROM OLD.decided_at
    OR EXISTS (SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
      WHERE d.id = OLD.double_id AND r.state = 'closed')) THEN
    RAISE EXCEPTION 'G14 a decision on a group changes only by being taken back, once, in an open round';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_group_decision_checked BEFORE INSERT OR UPDATE ON synthesis_group_decision
FOR EACH ROW EXECUTE FUNCTION synthesis_group_decision_checked();

CREATE TRIGGER synthesis_group_decision_kept BEFORE DELETE ON synthesis_group_decision
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a decision stays');

CREATE FUNCTION synthesis_group_decided_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM synthesis_group_decision g JOIN synthesis_sample s ON s.double_id = g.double_id
    WHERE g.id = NEW.decision_id AND g.taken_back_at IS NULL AND s.opinion_id = NEW.opinion_id) THEN
    RAISE EXCEPTION 'G14 what a group held was drawn';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_group_decided_checked BEFORE INSERT ON synthesis_group_decided
FOR EACH ROW EXECUTE FUNCTION synthesis_group_decided_checked();

CREATE TRIGGER synthesis_group_decided_sealed BEFORE UPDATE OR DELETE ON synthesis_group_decided
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 how an opinion stood before never changes');
