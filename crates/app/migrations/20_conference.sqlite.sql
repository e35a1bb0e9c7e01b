-- G4: nobody is reviewed before the collective, except on a paper that is cited.
CREATE TRIGGER conference_item_order_made BEFORE INSERT ON conference_item
WHEN NEW.state IN ('open', 'closed') AND NEW.subject_kind = 'individual' AND NEW.follows_collective = 1
  AND COALESCE(NEW.exception, '') = ''
  AND NOT EXISTS (SELECT 1 FROM conference_item c WHERE c.review_id = NEW.review_id
    AND c.subject_kind = 'collective' AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G4 order: the collective comes before its individuals'); END;

CREATE TRIGGER conference_item_order BEFORE UPDATE ON conference_item
WHEN NEW.state IN ('open', 'closed') AND NEW.subject_kind = 'individual' AND NEW.follows_collective = 1
  AND COALESCE(NEW.exception, '') = ''
  AND NOT EXISTS (SELECT 1 FROM conference_item c WHERE c.review_id = NEW.review_id
    AND c.subject_kind = 'collective' AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G4 order: the collective comes before its individuals'); END;

CREATE TRIGGER conference_item_stays BEFORE UPDATE ON conference_item
WHEN NEW.conference_id IS NOT OLD.conference_id OR NEW.review_id IS NOT OLD.review_id
  OR NEW.subject_id IS NOT OLD.subject_id OR NEW.subject_kind IS NOT OLD.subject_kind
  OR NEW.follows_collective IS NOT OLD.follows_collective
  OR (OLD.state = 'closed' AND NEW.state IS NOT 'closed')
BEGIN SELECT RAISE(ABORT, 'G4 order: an item keeps its subject, and one that is closed stays closed'); END;

-- G14: a closed conference, and everything in its minutes, never changes.
CREATE TRIGGER conference_conference_sealed BEFORE UPDATE ON conference_conference WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'G14 sealed: closed minutes never change'); END;
CREATE TRIGGER conference_conference_kept BEFORE DELETE ON conference_conference WHEN OLD.state <> 'called'
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a conference that was held stays'); END;

CREATE TRIGGER conference_item_sealed BEFORE UPDATE ON conference_item
WHEN EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = OLD.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: closed minutes never change'); END;
CREATE TRIGGER conference_item_kept BEFORE DELETE ON conference_item
BEGIN SELECT RAISE(ABORT, 'G14 sealed: what was on the agenda stays'); END;
CREATE TRIGGER conference_item_late BEFORE INSERT ON conference_item
WHEN EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: closed minutes never change'); END;

CREATE TRIGGER conference_attendee_sealed BEFORE UPDATE ON conference_attendee
WHEN NEW.conference_id IS NOT OLD.conference_id OR NEW.person_id IS NOT OLD.person_id
  OR EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = OLD.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: attendance of a closed conference never changes'); END;
CREATE TRIGGER conference_attendee_kept BEFORE DELETE ON conference_attendee
BEGIN SELECT RAISE(ABORT, 'G14 sealed: who was called stays'); END;
CREATE TRIGGER conference_attendee_late BEFORE INSERT ON conference_attendee
WHEN EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: attendance of a closed conference never changes'); END;

CREATE TRIGGER conference_recusal_sealed BEFORE UPDATE ON conference_recusal
BEGIN SELECT RAISE(ABORT, 'G14 sealed: who stood aside is written once'); END;
CREATE TRIGGER conference_recusal_kept BEFORE DELETE ON conference_recusal
BEGIN SELECT RAISE(ABORT, 'G14 sealed: who stood aside is written once'); END;
CREATE TRIGGER conference_recusal_late BEFORE INSERT ON conference_recusal
WHEN EXISTS (SELECT 1 FROM conference_item i JOIN conference_conference c ON c.id = i.conference_id
  WHERE i.id = NEW.item_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: closed minutes never change'); END;

CREATE TRIGGER conference_paper_sealed BEFORE UPDATE ON conference_paper
BEGIN SELECT RAISE(ABORT, 'G14 sealed: what was sent is written once'); END;
CREATE TRIGGER conference_paper_kept BEFORE DELETE ON conference_paper
BEGIN SELECT RAISE(ABORT, 'G14 sealed: what was sent is written once'); END;

CREATE TRIGGER conference_move_sealed BEFORE UPDATE ON conference_move
BEGIN SELECT RAISE(ABORT, 'G14 sealed: that a conference was put off is written once'); END;
CREATE TRIGGER conference_move_kept BEFORE DELETE ON conference_move
BEGIN SELECT RAISE(ABORT, 'G14 sealed: that a conference was put off is written once'); END;

CREATE TRIGGER conference_statement_sealed BEFORE UPDATE ON conference_statement
BEGIN SELECT RAISE(ABORT, 'G14 sealed: what was said is never overwritten'); END;
CREATE TRIGGER conference_statement_kept BEFORE DELETE ON conference_statement
BEGIN SELECT RAISE(ABORT, 'G14 sealed: what was said is never overwritten'); END;
CREATE TRIGGER conference_statement_late BEFORE INSERT ON conference_statement
WHEN EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: closed minutes never change'); END;

CREATE TRIGGER conference_vote_sealed BEFORE UPDATE ON conference_vote
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a vote is counted once; a recount is another vote'); END;
CREATE TRIGGER conference_vote_kept BEFORE DELETE ON conference_vote
BEGIN SELECT RAISE(ABORT, 'G14 sealed: a vote is counted once; a recount is another vote'); END;
CREATE TRIGGER conference_vote_late BEFORE INSERT ON conference_vote
WHEN EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: closed minutes never change'); END;

CREATE TRIGGER conference_annex_sealed BEFORE UPDATE ON conference_annex
BEGIN SELECT RAISE(ABORT, 'G14 sealed: an annex is written once'); END;
CREATE TRIGGER conference_annex_kept BEFORE DELETE ON conference_annex
BEGIN SELECT RAISE(ABORT, 'G14 sealed: an annex is written once'); END;
CREATE TRIGGER conference_annex_early BEFORE INSERT ON conference_annex
WHEN NOT EXISTS (SELECT 1 FROM conference_conference c WHERE c.id = NEW.conference_id AND c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'G14 sealed: an annex is for sealed minutes'); END;
