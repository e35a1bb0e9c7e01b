CREATE FUNCTION conclusion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 %: what was decided stays', TG_TABLE_NAME;
END $$;

CREATE FUNCTION conclusion_decided_only_grounded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM conclusion_shortcoming s WHERE s.conclusion_id = NEW.id AND s.is_dropped = 0
    AND NOT EXISTS (SELECT 1 FROM conclusion_ground g WHERE g.shortcoming_id = s.id AND g.is_dropped = 0)) THEN
    RAISE EXCEPTION 'G2 conclusion_conclusion: a shortcoming without a ground is not concluded';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conclusion_conclusion_grounded BEFORE UPDATE ON conclusion_conclusion FOR EACH ROW
WHEN (NEW.state = 'decided') EXECUTE FUNCTION conclusion_decided_only_grounded();

CREATE TRIGGER conclusion_conclusion_sealed BEFORE UPDATE OR DELETE ON conclusion_conclusion FOR EACH ROW
WHEN (OLD.state = 'decided') EXECUTE FUNCTION conclusion_stays();

CREATE FUNCTION conclusion_held_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (
    SELECT 1 FROM conclusion_conclusion c WHERE c.id = OLD.conclusion_id AND c.state = 'decided') THEN
    RAISE EXCEPTION 'G14 %: what was decided stays', TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF EXISTS (SELECT 1 FROM conclusion_conclusion c WHERE c.id = NEW.conclusion_id AND c.state = 'decided') THEN
    RAISE EXCEPTION 'G14 %: what was decided stays', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conclusion_strength_sealed BEFORE INSERT OR UPDATE OR DELETE ON conclusion_strength
FOR EACH ROW EXECUTE FUNCTION conclusion_held_stays();

CREATE TRIGGER conclusion_shortcoming_sealed BEFORE INSERT OR UPDATE OR DELETE ON conclusion_shortcoming
FOR EACH ROW EXECUTE FUNCTION conclusion_held_stays();

CREATE FUNCTION conclusion_is_decided(shortcoming TEXT) RETURNS boolean LANGUAGE sql AS $$
  SELECT EXISTS (SELECT 1 FROM conclusion_conclusion c JOIN conclusion_shortcoming s ON s.conclusion_id = c.id
    WHERE s.id = shortcoming AND c.state = 'decided')
$$;

CREATE FUNCTION conclusion_behind_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND conclusion_is_decided(OLD.shortcoming_id) THEN
    RAISE EXCEPTION 'G14 %: what was decided stays', TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF conclusion_is_decided(NEW.shortcoming_id) THEN
    RAISE EXCEPTION 'G14 %: what was decided stays', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conclusion_ground_sealed BEFORE INSERT OR UPDATE OR DELETE ON conclusion_ground
FOR EACH ROW EXECUTE FUNCTION conclusion_behind_stays();

CREATE TRIGGER conclusion_responsible_sealed BEFORE INSERT OR UPDATE OR DELETE ON conclusion_responsible
FOR EACH ROW EXECUTE FUNCTION conclusion_behind_stays();

CREATE FUNCTION conclusion_ground_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.finding_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM verification_finding f WHERE f.id = NEW.finding_id AND f.is_final = 1
    AND (f.verdict = 'confirmed' OR (f.verdict = 'partly_confirmed' AND f.confirmed_part IS NOT NULL))) THEN
    RAISE EXCEPTION 'G2 conclusion_ground: only a final finding that confirms is a ground';
  END IF;
  IF NEW.report_version_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM report_version v WHERE v.id = NEW.report_version_id AND v.is_sealed = 1) THEN
    RAISE EXCEPTION 'G2 conclusion_ground: only a sealed report is a ground';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER conclusion_ground_holds BEFORE INSERT OR UPDATE ON conclusion_ground FOR EACH ROW
WHEN (NEW.is_dropped = 0) EXECUTE FUNCTION conclusion_ground_holds();

CREATE TRIGGER conclusion_supplement_sealed BEFORE UPDATE OR DELETE ON conclusion_supplement
FOR EACH ROW EXECUTE FUNCTION conclusion_stays();

CREATE TRIGGER conclusion_posting_sealed BEFORE UPDATE OR DELETE ON conclusion_posting
FOR EACH ROW EXECUTE FUNCTION conclusion_stays();

CREATE TRIGGER conclusion_petition_sealed BEFORE UPDATE OR DELETE ON conclusion_petition FOR EACH ROW
WHEN (OLD.state <> 'received') EXECUTE FUNCTION conclusion_stays();

CREATE TRIGGER conclusion_notice_sealed BEFORE UPDATE OR DELETE ON conclusion_notice FOR EACH ROW
WHEN (OLD.served_on IS NOT NULL) EXECUTE FUNCTION conclusion_stays();

CREATE FUNCTION conclusion_listed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM conclusion_supplement s WHERE s.review_id = OLD.review_id) THEN
    RAISE EXCEPTION 'G14 conclusion_supplement_item: what was written stays';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER conclusion_supplement_item_sealed BEFORE UPDATE OR DELETE ON conclusion_supplement_item
FOR EACH ROW EXECUTE FUNCTION conclusion_listed_stays();
