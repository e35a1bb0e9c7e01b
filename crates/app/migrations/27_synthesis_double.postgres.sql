-- G14: what was drawn, and what a coder has finished, never changes.
CREATE FUNCTION synthesis_double_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'coding' OR NOT EXISTS (SELECT 1 FROM synthesis_round r
      WHERE r.id = NEW.round_id AND r.review_id = NEW.review_id AND r.state = 'open') THEN
      RAISE EXCEPTION 'G14 a double coding begins in an open round of its review';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'coding' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id
    OR NEW.review_id IS DISTINCT FROM OLD.review_id OR NEW.round_id IS DISTINCT FROM OLD.round_id
    OR NEW.number IS DISTINCT FROM OLD.number OR NEW.seed IS DISTINCT FROM OLD.seed
    OR NEW.last_number IS DISTINCT FROM OLD.last_number OR NEW.received IS DISTINCT FROM OLD.received
    OR NEW.drawn IS DISTINCT FROM OLD.drawn OR NEW.opened_by IS DISTINCT FROM OLD.opened_by
    OR NEW.opened_at IS DISTINCT FROM OLD.opened_at THEN
    RAISE EXCEPTION 'G14 a draw never changes';
  END IF;
  IF NEW.state = 'compared' AND 2 <> (
    SELECT COUNT(*) FROM synthesis_coder c WHERE c.double_id = NEW.id AND c.finished_at IS NOT NULL) THEN
    RAISE EXCEPTION 'G14 a coder has not finished';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_double_checked BEFORE INSERT OR UPDATE ON synthesis_double
FOR EACH ROW EXECUTE FUNCTION synthesis_double_checked();

CREATE TRIGGER synthesis_double_kept BEFORE DELETE ON synthesis_double
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a double coding stays');

CREATE FUNCTION synthesis_coder_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.finished_at IS NOT NULL OR NEW.id IS DISTINCT FROM OLD.id
    OR NEW.double_id IS DISTINCT FROM OLD.double_id OR NEW.person_id IS DISTINCT FROM OLD.person_id
    OR NEW.place IS DISTINCT FROM OLD.place THEN
    RAISE EXCEPTION 'G14 a finished coding never changes';
  END IF;
  IF NEW.finished_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM synthesis_sample s WHERE s.double_id = NEW.double_id AND NOT EXISTS (
      SELECT 1 FROM synthesis_coding c WHERE c.double_id = s.double_id AND c.opinion_id = s.opinion_id
      AND c.person_id = NEW.person_id)) THEN
    RAISE EXCEPTION 'G14 a coding has gaps';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_coder_checked BEFORE UPDATE ON synthesis_coder
FOR EACH ROW EXECUTE FUNCTION synthesis_coder_checked();

CREATE TRIGGER synthesis_coder_kept BEFORE DELETE ON synthesis_coder
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a coder stays');

CREATE TRIGGER synthesis_sample_sealed BEFORE UPDATE OR DELETE ON synthesis_sample
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a sample never changes');

CREATE FUNCTION synthesis_coding_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM synthesis_coder c JOIN synthesis_sample s ON s.double_id = c.double_id
    WHERE c.double_id = NEW.double_id AND c.person_id = NEW.person_id AND c.finished_at IS NULL
    AND s.opinion_id = NEW.opinion_id) THEN
    RAISE EXCEPTION 'G14 a coding is of a coder who has not finished, and of the sample';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_coding_checked BEFORE INSERT ON synthesis_coding
FOR EACH ROW EXECUTE FUNCTION synthesis_coding_checked();

CREATE TRIGGER synthesis_coding_sealed BEFORE UPDATE OR DELETE ON synthesis_coding
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a finished coding never changes');

CREATE FUNCTION synthesis_adjudication_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
    WHERE d.id = NEW.double_id AND d.review_id = NEW.review_id AND d.state = 'compared' AND r.state = 'open') THEN
    RAISE EXCEPTION 'G14 a difference is decided after both have coded and before the round closes';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id IS DISTINCT FROM OLD.id OR NEW.double_id IS DISTINCT FROM OLD.double_id
    OR NEW.opinion_id IS DISTINCT FROM OLD.opinion_id
    OR EXISTS (SELECT 1 FROM synthesis_double d JOIN synthesis_round r ON r.id = d.round_id
      WHERE d.id = OLD.double_id AND r.state = 'closed')) THEN
    RAISE EXCEPTION 'G14 a decision of a closed round never changes';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_adjudication_checked BEFORE INSERT OR UPDATE ON synthesis_adjudication
FOR EACH ROW EXECUTE FUNCTION synthesis_adjudication_checked();

CREATE TRIGGER synthesis_adjudication_kept BEFORE DELETE ON synthesis_adjudication
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a decision stays');
