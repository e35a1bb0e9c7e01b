CREATE FUNCTION verification_hands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.verifier_id IS NOT DISTINCT FROM OLD.verifier_id AND NEW.point_id = OLD.point_id THEN
    RETURN NEW;
  END IF;
  IF NEW.verifier_id IS NOT NULL AND (EXISTS (SELECT 1 FROM verification_concerned c WHERE c.point_id = NEW.point_id AND c.person_id = NEW.verifier_id)
    OR EXISTS (SELECT 1 FROM verification_author a WHERE a.point_id = NEW.point_id AND a.person_id = NEW.verifier_id)) THEN
    RAISE EXCEPTION 'G15 who verifies is neither author nor subject' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER verification_case_hands BEFORE INSERT OR UPDATE OF verifier_id, point_id ON verification_case
FOR EACH ROW EXECUTE FUNCTION verification_hands();

CREATE FUNCTION verification_grounded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM verification_concerned c WHERE c.point_id = NEW.point_id AND c.person_id = NEW.found_by)
    OR EXISTS (SELECT 1 FROM verification_author a WHERE a.point_id = NEW.point_id AND a.person_id = NEW.found_by) THEN
    RAISE EXCEPTION 'G15 who verifies is neither author nor subject' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.verdict IN ('confirmed', 'partly_confirmed') AND NOT EXISTS (
    SELECT 1 FROM verification_case k JOIN verification_evidence e ON e.case_id = k.id
    WHERE k.id = NEW.case_id AND k.point_id = NEW.point_id
    AND NOT EXISTS (SELECT 1 FROM verification_concerned c WHERE c.point_id = k.point_id AND c.person_id = e.added_by)
    AND NOT EXISTS (SELECT 1 FROM verification_author a WHERE a.point_id = k.point_id AND a.person_id = e.added_by)) THEN
    RAISE EXCEPTION 'G15 a finding that confirms rests on evidence of somebody who is neither author nor subject' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER verification_finding_grounded BEFORE INSERT ON verification_finding
FOR EACH ROW EXECUTE FUNCTION verification_grounded();

CREATE FUNCTION verification_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 what was found and shown stays' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER verification_finding_sealed BEFORE UPDATE ON verification_finding FOR EACH ROW
WHEN (OLD.is_final <> 0
  OR NEW.id IS DISTINCT FROM OLD.id
  OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id
  OR NEW.review_id IS DISTINCT FROM OLD.review_id
  OR NEW.case_id IS DISTINCT FROM OLD.case_id
  OR NEW.point_id IS DISTINCT FROM OLD.point_id
  OR NEW.number IS DISTINCT FROM OLD.number
  OR NEW.verdict IS DISTINCT FROM OLD.verdict
  OR NEW.confirmed_part IS DISTINCT FROM OLD.confirmed_part
  OR NEW.reasons IS DISTINCT FROM OLD.reasons
  OR NEW.n_evidence IS DISTINCT FROM OLD.n_evidence
  OR NEW.found_by IS DISTINCT FROM OLD.found_by
  OR NEW.found_at IS DISTINCT FROM OLD.found_at)
EXECUTE FUNCTION verification_kept();

CREATE TRIGGER verification_finding_kept BEFORE DELETE ON verification_finding
FOR EACH ROW EXECUTE FUNCTION verification_kept();

CREATE TRIGGER verification_finding_not_emptied BEFORE TRUNCATE ON verification_finding
EXECUTE FUNCTION verification_kept();

CREATE TRIGGER verification_evidence_sealed BEFORE UPDATE OR DELETE ON verification_evidence
FOR EACH ROW EXECUTE FUNCTION verification_kept();

CREATE TRIGGER verification_evidence_not_emptied BEFORE TRUNCATE ON verification_evidence
EXECUTE FUNCTION verification_kept();
