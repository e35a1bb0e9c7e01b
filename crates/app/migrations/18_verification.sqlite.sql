CREATE TRIGGER verification_case_hands_insert BEFORE INSERT ON verification_case
WHEN NEW.verifier_id IS NOT NULL AND (EXISTS (SELECT 1 FROM verification_concerned c WHERE c.point_id = NEW.point_id AND c.person_id = NEW.verifier_id)
  OR EXISTS (SELECT 1 FROM verification_author a WHERE a.point_id = NEW.point_id AND a.person_id = NEW.verifier_id))
BEGIN SELECT RAISE(ABORT, 'G15 who verifies is neither author nor subject'); END;

CREATE TRIGGER verification_case_hands_update BEFORE UPDATE ON verification_case
WHEN (NEW.verifier_id IS NOT OLD.verifier_id OR NEW.point_id IS NOT OLD.point_id) AND NEW.verifier_id IS NOT NULL AND (EXISTS (SELECT 1 FROM verification_concerned c WHERE c.point_id = NEW.point_id AND c.person_id = NEW.verifier_id)
  OR EXISTS (SELECT 1 FROM verification_author a WHERE a.point_id = NEW.point_id AND a.person_id = NEW.verifier_id))
BEGIN SELECT RAISE(ABORT, 'G15 who verifies is neither author nor subject'); END;

CREATE TRIGGER verification_finding_grounded BEFORE INSERT ON verification_finding
WHEN NEW.verdict IN ('confirmed', 'partly_confirmed') AND NOT EXISTS (
  SELECT 1 FROM verification_case k JOIN verification_evidence e ON e.case_id = k.id
  WHERE k.id = NEW.case_id AND k.point_id = NEW.point_id
  AND NOT EXISTS (SELECT 1 FROM verification_concerned c WHERE c.point_id = k.point_id AND c.person_id = e.added_by)
  AND NOT EXISTS (SELECT 1 FROM verification_author a WHERE a.point_id = k.point_id AND a.person_id = e.added_by))
BEGIN SELECT RAISE(ABORT, 'G15 a finding that confirms rests on evidence of somebody who is neither author nor subject'); END;

CREATE TRIGGER verification_finding_hands BEFORE INSERT ON verification_finding
WHEN EXISTS (SELECT 1 FROM verification_concerned c WHERE c.point_id = NEW.point_id AND c.person_id = NEW.found_by)
  OR EXISTS (SELECT 1 FROM verification_author a WHERE a.point_id = NEW.point_id AND a.person_id = NEW.found_by)
BEGIN SELECT RAISE(ABORT, 'G15 who verifies is neither author nor subject'); END;

CREATE TRIGGER verification_finding_sealed BEFORE UPDATE ON verification_finding
WHEN OLD.is_final <> 0 OR NEW.id IS NOT OLD.id
  OR NEW.campaign_id IS NOT OLD.campaign_id
  OR NEW.review_id IS NOT OLD.review_id
  OR NEW.case_id IS NOT OLD.case_id
  OR NEW.point_id IS NOT OLD.point_id
  OR NEW.number IS NOT OLD.number
  OR NEW.verdict IS NOT OLD.verdict
  OR NEW.confirmed_part IS NOT OLD.confirmed_part
  OR NEW.reasons IS NOT OLD.reasons
  OR NEW.n_evidence IS NOT OLD.n_evidence
  OR NEW.found_by IS NOT OLD.found_by
  OR NEW.found_at IS NOT OLD.found_at
BEGIN SELECT RAISE(ABORT, 'G14 a finding never changes; one that is final never at all'); END;

CREATE TRIGGER verification_finding_kept BEFORE DELETE ON verification_finding
BEGIN SELECT RAISE(ABORT, 'G14 what was found and shown stays'); END;

CREATE TRIGGER verification_evidence_kept BEFORE DELETE ON verification_evidence
BEGIN SELECT RAISE(ABORT, 'G14 what was found and shown stays'); END;

CREATE TRIGGER verification_evidence_sealed BEFORE UPDATE ON verification_evidence
BEGIN SELECT RAISE(ABORT, 'G14 what was found and shown stays'); END;
