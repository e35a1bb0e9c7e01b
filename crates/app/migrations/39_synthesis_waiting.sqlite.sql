CREATE TRIGGER synthesis_waiting_begins AFTER INSERT ON opinion_opinion
BEGIN INSERT INTO synthesis_waiting (id, review_id, round, number) VALUES (NEW.id, NEW.review_id, NEW.round, NEW.number); END;

CREATE TRIGGER synthesis_waiting_ends AFTER INSERT ON synthesis_placement
BEGIN DELETE FROM synthesis_waiting WHERE id = NEW.opinion_id; END;
