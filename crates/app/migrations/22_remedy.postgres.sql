CREATE FUNCTION remedy_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 %: what was written stays', TG_TABLE_NAME;
END $$;

CREATE TRIGGER remedy_commitment_sealed BEFORE UPDATE OR DELETE ON remedy_commitment FOR EACH ROW
WHEN (OLD.state = 'accepted') EXECUTE FUNCTION remedy_stays();

CREATE FUNCTION remedy_milestone_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (
    SELECT 1 FROM remedy_commitment c WHERE c.id = OLD.commitment_id AND c.state = 'accepted') THEN
    RAISE EXCEPTION 'G14 remedy_milestone: what was accepted stays';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF EXISTS (SELECT 1 FROM remedy_commitment c WHERE c.id = NEW.commitment_id AND c.state = 'accepted') THEN
    RAISE EXCEPTION 'G14 remedy_milestone: what was accepted stays';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER remedy_milestone_sealed BEFORE INSERT OR UPDATE OR DELETE ON remedy_milestone
FOR EACH ROW EXECUTE FUNCTION remedy_milestone_stays();

CREATE TRIGGER remedy_step_sealed BEFORE UPDATE OR DELETE ON remedy_step
FOR EACH ROW EXECUTE FUNCTION remedy_stays();
