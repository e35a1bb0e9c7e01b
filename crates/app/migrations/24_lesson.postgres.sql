-- G14: what was laid before a lesson conference, and what its chair required, never changes.
CREATE FUNCTION lesson_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 sealed: % never changes', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER lesson_figure_sealed BEFORE UPDATE OR DELETE ON lesson_figure
FOR EACH ROW EXECUTE FUNCTION lesson_sealed();
CREATE TRIGGER lesson_requirement_sealed BEFORE UPDATE OR DELETE ON lesson_requirement
FOR EACH ROW EXECUTE FUNCTION lesson_sealed();
CREATE TRIGGER lesson_requirement_late BEFORE INSERT ON lesson_requirement
FOR EACH ROW EXECUTE FUNCTION conference_not_closed();
CREATE TRIGGER lesson_addressee_stays BEFORE UPDATE ON lesson_addressee FOR EACH ROW
WHEN (NEW.requirement_id IS DISTINCT FROM OLD.requirement_id OR NEW.unit_id IS DISTINCT FROM OLD.unit_id)
EXECUTE FUNCTION lesson_sealed();
CREATE TRIGGER lesson_addressee_kept BEFORE DELETE ON lesson_addressee
FOR EACH ROW EXECUTE FUNCTION lesson_sealed();
CREATE TRIGGER lesson_figure_not_emptied BEFORE TRUNCATE ON lesson_figure EXECUTE FUNCTION lesson_sealed();
CREATE TRIGGER lesson_requirement_not_emptied BEFORE TRUNCATE ON lesson_requirement
EXECUTE FUNCTION lesson_sealed();
