CREATE TRIGGER conclusion_conclusion_grounded BEFORE UPDATE ON conclusion_conclusion
WHEN NEW.state = 'decided' AND EXISTS (
  SELECT 1 FROM conclusion_shortcoming s WHERE s.conclusion_id = NEW.id AND s.is_dropped = 0 AND NOT EXISTS (
    SELECT 1 FROM conclusion_ground g WHERE g.shortcoming_id = s.id AND g.is_dropped = 0))
BEGIN SELECT RAISE(ABORT, 'G2 conclusion_conclusion: a shortcoming without a ground is not concluded'); END;

CREATE TRIGGER conclusion_conclusion_sealed BEFORE UPDATE ON conclusion_conclusion
WHEN OLD.state = 'decided'
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_conclusion: what was decided stays'); END;

CREATE TRIGGER conclusion_conclusion_kept BEFORE DELETE ON conclusion_conclusion
WHEN OLD.state = 'decided'
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_conclusion: what was decided stays'); END;

CREATE TRIGGER conclusion_strength_not_added BEFORE INSERT ON conclusion_strength
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.state = 'decided' AND c.id = NEW.conclusion_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_strength: what was decided stays'); END;

CREATE TRIGGER conclusion_strength_sealed BEFORE UPDATE ON conclusion_strength
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.state = 'decided' AND c.id IN (OLD.conclusion_id, NEW.conclusion_id))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_strength: what was decided stays'); END;

CREATE TRIGGER conclusion_strength_kept BEFORE DELETE ON conclusion_strength
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.state = 'decided' AND c.id = OLD.conclusion_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_strength: what was decided stays'); END;

CREATE TRIGGER conclusion_shortcoming_not_added BEFORE INSERT ON conclusion_shortcoming
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.state = 'decided' AND c.id = NEW.conclusion_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_shortcoming: what was decided stays'); END;

CREATE TRIGGER conclusion_shortcoming_sealed BEFORE UPDATE ON conclusion_shortcoming
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.state = 'decided' AND c.id IN (OLD.conclusion_id, NEW.conclusion_id))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_shortcoming: what was decided stays'); END;

CREATE TRIGGER conclusion_shortcoming_kept BEFORE DELETE ON conclusion_shortcoming
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.state = 'decided' AND c.id = OLD.conclusion_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_shortcoming: what was decided stays'); END;

CREATE TRIGGER conclusion_ground_not_added BEFORE INSERT ON conclusion_ground
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id = NEW.shortcoming_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_ground: what was decided stays'); END;

CREATE TRIGGER conclusion_ground_sealed BEFORE UPDATE ON conclusion_ground
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id IN (OLD.shortcoming_id, NEW.shortcoming_id))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_ground: what was decided stays'); END;

CREATE TRIGGER conclusion_ground_kept BEFORE DELETE ON conclusion_ground
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id = OLD.shortcoming_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_ground: what was decided stays'); END;

CREATE TRIGGER conclusion_responsible_not_added BEFORE INSERT ON conclusion_responsible
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id = NEW.shortcoming_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_responsible: what was decided stays'); END;

CREATE TRIGGER conclusion_responsible_sealed BEFORE UPDATE ON conclusion_responsible
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id IN (OLD.shortcoming_id, NEW.shortcoming_id))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_responsible: what was decided stays'); END;

CREATE TRIGGER conclusion_responsible_kept BEFORE DELETE ON conclusion_responsible
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
  WHERE c.state = 'decided' AND s.id = OLD.shortcoming_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_responsible: what was decided stays'); END;

CREATE TRIGGER conclusion_ground_holds_insert BEFORE INSERT ON conclusion_ground
WHEN NEW.is_dropped = 0 AND ((NEW.finding_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM verification_finding f WHERE f.id = NEW.finding_id AND f.is_final = 1
    AND (f.verdict = 'confirmed' OR (f.verdict = 'partly_confirmed' AND f.confirmed_part IS NOT NULL))))
  OR (NEW.report_version_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM report_version v WHERE v.id = NEW.report_version_id AND v.is_sealed = 1)))
BEGIN SELECT RAISE(ABORT, 'G2 conclusion_ground: only a final finding that confirms, or a sealed report, is a ground'); END;

CREATE TRIGGER conclusion_ground_holds_update BEFORE UPDATE ON conclusion_ground
WHEN NEW.is_dropped = 0 AND ((NEW.finding_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM verification_finding f WHERE f.id = NEW.finding_id AND f.is_final = 1
    AND (f.verdict = 'confirmed' OR (f.verdict = 'partly_confirmed' AND f.confirmed_part IS NOT NULL))))
  OR (NEW.report_version_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM report_version v WHERE v.id = NEW.report_version_id AND v.is_sealed = 1)))
BEGIN SELECT RAISE(ABORT, 'G2 conclusion_ground: only a final finding that confirms, or a sealed report, is a ground'); END;

CREATE TRIGGER conclusion_supplement_sealed BEFORE UPDATE ON conclusion_supplement
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_supplement: what was written stays'); END;

CREATE TRIGGER conclusion_supplement_kept BEFORE DELETE ON conclusion_supplement
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_supplement: what was written stays'); END;

CREATE TRIGGER conclusion_posting_sealed BEFORE UPDATE ON conclusion_posting
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_posting: what was written stays'); END;

CREATE TRIGGER conclusion_posting_kept BEFORE DELETE ON conclusion_posting
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_posting: what was written stays'); END;

CREATE TRIGGER conclusion_petition_sealed BEFORE UPDATE ON conclusion_petition
WHEN OLD.state <> 'received'
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_petition: what was written stays'); END;

CREATE TRIGGER conclusion_petition_kept BEFORE DELETE ON conclusion_petition
WHEN OLD.state <> 'received'
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_petition: what was written stays'); END;

CREATE TRIGGER conclusion_notice_sealed BEFORE UPDATE ON conclusion_notice
WHEN OLD.served_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_notice: what was written stays'); END;

CREATE TRIGGER conclusion_notice_kept BEFORE DELETE ON conclusion_notice
WHEN OLD.served_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_notice: what was written stays'); END;

CREATE TRIGGER conclusion_supplement_item_sealed BEFORE UPDATE ON conclusion_supplement_item
WHEN EXISTS (SELECT 1 FROM conclusion_supplement s WHERE s.review_id = OLD.review_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_supplement_item: what was written stays'); END;

CREATE TRIGGER conclusion_supplement_item_kept BEFORE DELETE ON conclusion_supplement_item
WHEN EXISTS (SELECT 1 FROM conclusion_supplement s WHERE s.review_id = OLD.review_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_supplement_item: what was written stays'); END;

-- INSERT OR REPLACE takes a row away without a delete trigger, so inserts look as well.
CREATE TRIGGER conclusion_conclusion_not_replaced BEFORE INSERT ON conclusion_conclusion
WHEN EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.state = 'decided'
  AND (c.id = NEW.id OR (c.subject_id = NEW.subject_id AND c.number = NEW.number)))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_conclusion: what was decided stays'); END;

CREATE TRIGGER conclusion_strength_not_replaced BEFORE INSERT ON conclusion_strength
WHEN EXISTS (SELECT 1 FROM conclusion_strength o JOIN conclusion_conclusion c ON c.id = o.conclusion_id
  WHERE o.id = NEW.id AND c.state = 'decided')
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_strength: what was decided stays'); END;

CREATE TRIGGER conclusion_shortcoming_not_replaced BEFORE INSERT ON conclusion_shortcoming
WHEN EXISTS (SELECT 1 FROM conclusion_shortcoming o JOIN conclusion_conclusion c ON c.id = o.conclusion_id
  WHERE o.id = NEW.id AND c.state = 'decided')
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_shortcoming: what was decided stays'); END;

CREATE TRIGGER conclusion_ground_not_replaced BEFORE INSERT ON conclusion_ground
WHEN EXISTS (SELECT 1 FROM conclusion_ground o JOIN conclusion_shortcoming s ON s.id = o.shortcoming_id
  JOIN conclusion_conclusion c ON c.id = s.conclusion_id WHERE o.id = NEW.id AND c.state = 'decided')
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_ground: what was decided stays'); END;

CREATE TRIGGER conclusion_responsible_not_replaced BEFORE INSERT ON conclusion_responsible
WHEN EXISTS (SELECT 1 FROM conclusion_responsible o JOIN conclusion_shortcoming s ON s.id = o.shortcoming_id
  JOIN conclusion_conclusion c ON c.id = s.conclusion_id WHERE o.id = NEW.id AND c.state = 'decided')
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_responsible: what was decided stays'); END;

CREATE TRIGGER conclusion_supplement_not_replaced BEFORE INSERT ON conclusion_supplement
WHEN EXISTS (SELECT 1 FROM conclusion_supplement o WHERE o.id = NEW.id OR o.review_id = NEW.review_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_supplement: what was written stays'); END;

CREATE TRIGGER conclusion_posting_not_replaced BEFORE INSERT ON conclusion_posting
WHEN EXISTS (SELECT 1 FROM conclusion_posting o WHERE o.id = NEW.id OR o.review_id = NEW.review_id)
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_posting: what was written stays'); END;

CREATE TRIGGER conclusion_petition_not_replaced BEFORE INSERT ON conclusion_petition
WHEN EXISTS (SELECT 1 FROM conclusion_petition o WHERE o.id = NEW.id AND o.state <> 'received')
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_petition: what was written stays'); END;

CREATE TRIGGER conclusion_notice_not_replaced BEFORE INSERT ON conclusion_notice
WHEN EXISTS (SELECT 1 FROM conclusion_notice o WHERE o.served_on IS NOT NULL AND (o.id = NEW.id OR (o.conclusion_id = NEW.conclusion_id AND o.person_id = NEW.person_id)))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_notice: what was written stays'); END;

CREATE TRIGGER conclusion_supplement_item_not_replaced BEFORE INSERT ON conclusion_supplement_item
WHEN EXISTS (SELECT 1 FROM conclusion_supplement_item o WHERE o.id = NEW.id AND EXISTS (SELECT 1 FROM conclusion_supplement s WHERE s.review_id = o.review_id))
BEGIN SELECT RAISE(ABORT, 'G14 conclusion_supplement_item: what was written stays'); END;
