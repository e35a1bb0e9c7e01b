-- G14: what a round holds of minority views never changes once it is closed.
CREATE FUNCTION synthesis_dissent_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT 1 FROM synthesis_placement p JOIN synthesis_round r ON r.id = p.round_id
    WHERE p.opinion_id = NEW.opinion_id AND p.point_id = NEW.point_id AND r.state = 'open') THEN
    RAISE EXCEPTION 'G14 a minority view lies in its point, in an open round';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id IS DISTINCT FROM OLD.id OR NEW.point_id IS DISTINCT FROM OLD.point_id
    OR NEW.opinion_id IS DISTINCT FROM OLD.opinion_id
    OR EXISTS (SELECT 1 FROM synthesis_placement p JOIN synthesis_round r ON r.id = p.round_id
      WHERE p.opinion_id = OLD.opinion_id AND r.state = 'closed')) THEN
    RAISE EXCEPTION 'G14 a minority view of a closed round never changes';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_dissent_checked BEFORE INSERT OR UPDATE ON synthesis_dissent
FOR EACH ROW EXECUTE FUNCTION synthesis_dissent_checked();

CREATE TRIGGER synthesis_dissent_kept BEFORE DELETE ON synthesis_dissent
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a minority view stays');
