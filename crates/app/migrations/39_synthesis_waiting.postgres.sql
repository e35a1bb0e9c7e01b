CREATE FUNCTION synthesis_waiting_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO synthesis_waiting (id, review_id, round, number) VALUES (NEW.id, NEW.review_id, NEW.round, NEW.number);
  RETURN NULL;
END $$;

CREATE TRIGGER synthesis_waiting_begins AFTER INSERT ON opinion_opinion
FOR EACH ROW EXECUTE FUNCTION synthesis_waiting_begins();

CREATE FUNCTION synthesis_waiting_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM synthesis_waiting WHERE id = NEW.opinion_id;
  RETURN NULL;
END $$;

CREATE TRIGGER synthesis_waiting_ends AFTER INSERT ON synthesis_placement
FOR EACH ROW EXECUTE FUNCTION synthesis_waiting_ends();
