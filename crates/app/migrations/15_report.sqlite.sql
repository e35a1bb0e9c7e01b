-- G14, sealed: a submitted version, its sections and its answers never change and never vanish. A correction is a
-- new version beside it. INSERT OR REPLACE takes a row away without a delete trigger, so inserts look as well.
CREATE TRIGGER report_version_sealed_update BEFORE UPDATE ON report_version WHEN OLD.is_sealed = 1
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a submitted version never changes'); END;

CREATE TRIGGER report_version_sealed_delete BEFORE DELETE ON report_version WHEN OLD.is_sealed = 1
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a submitted version never vanishes'); END;

CREATE TRIGGER report_version_sealed_insert BEFORE INSERT ON report_version
WHEN EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1
  AND (v.id = NEW.id OR (v.report_id = NEW.report_id AND v.number = NEW.number)))
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a submitted version is never replaced'); END;

CREATE TRIGGER report_section_sealed_insert BEFORE INSERT ON report_section
WHEN EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1 AND v.id = NEW.version_id)
  OR EXISTS (SELECT 1 FROM report_section s JOIN report_version v ON v.id = s.version_id
    WHERE v.is_sealed = 1 AND s.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'G14 sealed: nothing is added to a submitted version'); END;

CREATE TRIGGER report_section_sealed_update BEFORE UPDATE ON report_section
WHEN EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1 AND v.id IN (OLD.version_id, NEW.version_id))
BEGIN SELECT RAISE(ABORT, 'G14 sealed: the words of a submitted version never change'); END;

CREATE TRIGGER report_section_sealed_delete BEFORE DELETE ON report_section
WHEN EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1 AND v.id = OLD.version_id)
BEGIN SELECT RAISE(ABORT, 'G14 sealed: the words of a submitted version never vanish'); END;

CREATE TRIGGER report_suggestion_answer_sealed_insert BEFORE INSERT ON report_suggestion_answer
WHEN EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1 AND v.id = NEW.version_id)
  OR EXISTS (SELECT 1 FROM report_suggestion_answer a WHERE a.id = NEW.id AND a.version_id IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'G14 sealed: no answer is added to a submitted version'); END;

CREATE TRIGGER report_suggestion_answer_sealed_update BEFORE UPDATE ON report_suggestion_answer
WHEN OLD.version_id IS NOT NULL OR NEW.version_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'G14 sealed: an answer in a submitted version never changes'); END;

CREATE TRIGGER report_suggestion_answer_sealed_delete BEFORE DELETE ON report_suggestion_answer
WHEN OLD.version_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'G14 sealed: an answer in a submitted version never vanishes'); END;

CREATE TRIGGER report_carried_answer_sealed_insert BEFORE INSERT ON report_carried_answer
WHEN EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1 AND v.id = NEW.version_id)
  OR EXISTS (SELECT 1 FROM report_carried_answer a WHERE a.id = NEW.id AND a.version_id IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'G14 sealed: no answer is added to a submitted version'); END;

CREATE TRIGGER report_carried_answer_sealed_update BEFORE UPDATE ON report_carried_answer
WHEN OLD.version_id IS NOT NULL OR NEW.version_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'G14 sealed: an answer in a submitted version never changes'); END;

CREATE TRIGGER report_carried_answer_sealed_delete BEFORE DELETE ON report_carried_answer
WHEN OLD.version_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'G14 sealed: an answer in a submitted version never vanishes'); END;
