-- G14, sealed: a submitted version, its sections and its answers never change and never vanish. A correction is a
-- new version beside it.
CREATE FUNCTION report_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 sealed: % of a submitted version never changes and never vanishes', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION report_part_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1 AND v.id = OLD.version_id) THEN
    RAISE EXCEPTION 'G14 sealed: % of a submitted version never changes and never vanishes', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM report_version v WHERE v.is_sealed = 1 AND v.id = NEW.version_id) THEN
    RAISE EXCEPTION 'G14 sealed: nothing is added to a submitted version (%)', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER report_version_sealed BEFORE UPDATE OR DELETE ON report_version FOR EACH ROW
WHEN (OLD.is_sealed = 1) EXECUTE FUNCTION report_sealed();

CREATE TRIGGER report_section_sealed BEFORE INSERT OR UPDATE OR DELETE ON report_section FOR EACH ROW
EXECUTE FUNCTION report_part_sealed();

CREATE TRIGGER report_suggestion_answer_added BEFORE INSERT ON report_suggestion_answer FOR EACH ROW
WHEN (NEW.version_id IS NOT NULL) EXECUTE FUNCTION report_part_sealed();
CREATE TRIGGER report_suggestion_answer_updated BEFORE UPDATE ON report_suggestion_answer FOR EACH ROW
WHEN (OLD.version_id IS NOT NULL OR NEW.version_id IS NOT NULL) EXECUTE FUNCTION report_sealed();
CREATE TRIGGER report_suggestion_answer_deleted BEFORE DELETE ON report_suggestion_answer FOR EACH ROW
WHEN (OLD.version_id IS NOT NULL) EXECUTE FUNCTION report_sealed();

CREATE TRIGGER report_carried_answer_added BEFORE INSERT ON report_carried_answer FOR EACH ROW
WHEN (NEW.version_id IS NOT NULL) EXECUTE FUNCTION report_part_sealed();
CREATE TRIGGER report_carried_answer_updated BEFORE UPDATE ON report_carried_answer FOR EACH ROW
WHEN (OLD.version_id IS NOT NULL OR NEW.version_id IS NOT NULL) EXECUTE FUNCTION report_sealed();
CREATE TRIGGER report_carried_answer_deleted BEFORE DELETE ON report_carried_answer FOR EACH ROW
WHEN (OLD.version_id IS NOT NULL) EXECUTE FUNCTION report_sealed();

CREATE TRIGGER report_version_not_emptied BEFORE TRUNCATE ON report_version EXECUTE FUNCTION report_sealed();
CREATE TRIGGER report_section_not_emptied BEFORE TRUNCATE ON report_section EXECUTE FUNCTION report_sealed();
CREATE TRIGGER report_suggestion_answer_not_emptied BEFORE TRUNCATE ON report_suggestion_answer EXECUTE FUNCTION report_sealed();
CREATE TRIGGER report_carried_answer_not_emptied BEFORE TRUNCATE ON report_carried_answer EXECUTE FUNCTION report_sealed();
