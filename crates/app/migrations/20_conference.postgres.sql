-- G4: nobody is reviewed before the collective, except on a paper that is cited.
CREATE FUNCTION conference_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('open', 'closed') AND NEW.subject_kind = 'individual' AND NEW.follows_collective = 1
    AND COALESCE(NEW.exception, '') = ''
    AND NOT EXISTS (SELECT 1 FROM conference_item c WHERE c.review_id = NEW.review_id
      AND c.subject_kind = 'collective' AND c.state = 'closed') THEN
    RAISE EXCEPTION 'G4 order: the collective comes before its individuals' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conference_item_order BEFORE INSERT OR UPDATE ON conference_item
FOR EACH ROW EXECUTE FUNCTION conference_order();

CREATE FUNCTION conference_item_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G4 order: an item keeps its subject, and one that is closed stays closed'
    USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER conference_item_stays BEFORE UPDATE ON conference_item FOR EACH ROW
WHEN (NEW.conference_id IS DISTINCT FROM OLD.conference_id OR NEW.review_id IS DISTINCT FROM OLD.review_id
  OR NEW.subject_id IS DISTINCT FROM OLD.subject_id OR NEW.subject_kind IS DISTINCT FROM OLD.subject_kind
  OR NEW.follows_collective IS DISTINCT FROM OLD.follows_collective
  OR (OLD.state = 'closed' AND NEW.state IS DISTINCT FROM 'closed'))
EXECUTE FUNCTION conference_item_stays();

-- G14: a closed conference, and everything in its minutes, never changes.
CREATE FUNCTION conference_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 sealed: % never changes', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION conference_not_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed') THEN
    RAISE EXCEPTION 'G14 sealed: closed minutes never change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conference_conference_sealed BEFORE UPDATE ON conference_conference
FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_conference_kept BEFORE DELETE ON conference_conference
FOR EACH ROW WHEN (OLD.state <> 'called') EXECUTE FUNCTION conference_sealed();

CREATE TRIGGER conference_item_late BEFORE INSERT OR UPDATE ON conference_item
FOR EACH ROW EXECUTE FUNCTION conference_not_closed();
CREATE TRIGGER conference_item_kept BEFORE DELETE ON conference_item
FOR EACH ROW EXECUTE FUNCTION conference_sealed();

CREATE TRIGGER conference_attendee_late BEFORE INSERT OR UPDATE ON conference_attendee
FOR EACH ROW EXECUTE FUNCTION conference_not_closed();
CREATE TRIGGER conference_attendee_stays BEFORE UPDATE ON conference_attendee FOR EACH ROW
WHEN (NEW.conference_id IS DISTINCT FROM OLD.conference_id OR NEW.person_id IS DISTINCT FROM OLD.person_id)
EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_attendee_kept BEFORE DELETE ON conference_attendee
FOR EACH ROW EXECUTE FUNCTION conference_sealed();

CREATE FUNCTION conference_recusal_not_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM conference_item i JOIN conference_conference c ON c.id = i.conference_id
      WHERE i.id = NEW.item_id AND c.state = 'closed') THEN
    RAISE EXCEPTION 'G14 sealed: closed minutes never change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conference_recusal_late BEFORE INSERT ON conference_recusal
FOR EACH ROW EXECUTE FUNCTION conference_recusal_not_closed();
CREATE TRIGGER conference_recusal_sealed BEFORE UPDATE OR DELETE ON conference_recusal
FOR EACH ROW EXECUTE FUNCTION conference_sealed();

CREATE TRIGGER conference_paper_sealed BEFORE UPDATE OR DELETE ON conference_paper
FOR EACH ROW EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_move_sealed BEFORE UPDATE OR DELETE ON conference_move
FOR EACH ROW EXECUTE FUNCTION conference_sealed();

CREATE TRIGGER conference_statement_late BEFORE INSERT ON conference_statement
FOR EACH ROW EXECUTE FUNCTION conference_not_closed();
CREATE TRIGGER conference_statement_sealed BEFORE UPDATE OR DELETE ON conference_statement
FOR EACH ROW EXECUTE FUNCTION conference_sealed();

CREATE TRIGGER conference_vote_late BEFORE INSERT ON conference_vote
FOR EACH ROW EXECUTE FUNCTION conference_not_closed();
CREATE TRIGGER conference_vote_sealed BEFORE UPDATE OR DELETE ON conference_vote
FOR EACH ROW EXECUTE FUNCTION conference_sealed();

CREATE FUNCTION conference_annex_early() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed') THEN
    RAISE EXCEPTION 'G14 sealed: an annex is for sealed minutes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conference_annex_early BEFORE INSERT ON conference_annex
FOR EACH ROW EXECUTE FUNCTION conference_annex_early();
CREATE TRIGGER conference_annex_sealed BEFORE UPDATE OR DELETE ON conference_annex
FOR EACH ROW EXECUTE FUNCTION conference_sealed();

CREATE TRIGGER conference_conference_not_emptied BEFORE TRUNCATE ON conference_conference
EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_item_not_emptied BEFORE TRUNCATE ON conference_item EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_attendee_not_emptied BEFORE TRUNCATE ON conference_attendee
EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_recusal_not_emptied BEFORE TRUNCATE ON conference_recusal
EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_statement_not_emptied BEFORE TRUNCATE ON conference_statement
EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_vote_not_emptied BEFORE TRUNCATE ON conference_vote EXECUTE FUNCTION conference_sealed();
CREATE TRIGGER conference_annex_not_emptied BEFORE TRUNCATE ON conference_annex
EXECUTE FUNCTION conference_sealed();
