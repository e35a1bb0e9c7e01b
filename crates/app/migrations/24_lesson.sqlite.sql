-- G14: what was laid before a lesson conference, and what its chair required, never changes.
CREATE TRIGGER lesson_figure_sealed BEFORE UPDATE ON lesson_figure
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a figure is frozen when the conference opens'); END;
CREATE TRIGGER lesson_figure_kept BEFORE DELETE ON lesson_figure
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a figure is frozen when the conference opens'); END;

CREATE TRIGGER lesson_requirement_sealed BEFORE UPDATE ON lesson_requirement
BEGIN SELECT RAISE(ABORT, 'G14 sealed: what was required stays; a correction is another requirement'); END;
CREATE TRIGGER lesson_requirement_kept BEFORE DELETE ON lesson_requirement
BEGIN SELECT RAISE(ABORT, 'G14 sealed: what was required stays; a correction is another requirement'); END;
CREATE TRIGGER lesson_requirement_late BEFORE INSERT ON lesson_requirement
WHEN EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: closed minutes never change'); END;

CREATE TRIGGER lesson_addressee_stays BEFORE UPDATE ON lesson_addressee
WHEN NEW.requirement_id IS NOT OLD.requirement_id OR NEW.unit_id IS NOT OLD.unit_id
BEGIN SELECT RAISE(ABORT, 'G14 sealed: to whom a requirement is addressed stays'); END;
CREATE TRIGGER lesson_addressee_kept BEFORE DELETE ON lesson_addressee
BEGIN SELECT RAISE(ABORT, 'G14 sealed: to whom a requirement is addressed stays'); END;
