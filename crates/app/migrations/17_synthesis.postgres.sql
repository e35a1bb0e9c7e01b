CREATE FUNCTION synthesis_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

-- G1: a round closes only when everything that was received is accounted for.
CREATE FUNCTION synthesis_round_accounted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.closed_by IS NULL OR NEW.closed_at IS NULL THEN
    RAISE EXCEPTION 'G1 nobody signs off';
  END IF;
  IF NEW.received <> (
    SELECT COUNT(*) FROM opinion_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.number) THEN
    RAISE EXCEPTION 'G1 received is not what was counted';
  END IF;
  IF EXISTS (
    SELECT 1 FROM opinion_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.number
    AND NOT EXISTS (SELECT 1 FROM synthesis_placement p WHERE p.opinion_id = o.id AND p.round_id = NEW.id)) THEN
    RAISE EXCEPTION 'G1 an opinion went nowhere';
  END IF;
  IF EXISTS (
    SELECT 1 FROM opinion_paragraph g JOIN opinion_letter l ON l.id = g.letter_id
    WHERE l.review_id = NEW.review_id AND l.round = NEW.number AND g.no_opinion_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM opinion_opinion o WHERE o.paragraph_id = g.id)) THEN
    RAISE EXCEPTION 'G1 a paragraph is not covered';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_round_accounted BEFORE UPDATE ON synthesis_round FOR EACH ROW
WHEN (NEW.state = 'closed' AND OLD.state <> 'closed') EXECUTE FUNCTION synthesis_round_accounted();

CREATE TRIGGER synthesis_round_begins_open BEFORE INSERT ON synthesis_round FOR EACH ROW
WHEN (NEW.state <> 'open') EXECUTE FUNCTION synthesis_refused('G1 a round begins open');

-- G14: a closed round never changes, nor does what lies in it.
CREATE TRIGGER synthesis_round_sealed BEFORE UPDATE ON synthesis_round FOR EACH ROW
WHEN (OLD.state = 'closed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.review_id IS DISTINCT FROM OLD.review_id
  OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.kind IS DISTINCT FROM OLD.kind
  OR NEW.number IS DISTINCT FROM OLD.number)
EXECUTE FUNCTION synthesis_refused('G14 a closed round never changes');

CREATE TRIGGER synthesis_round_kept BEFORE DELETE ON synthesis_round
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a round stays');

CREATE FUNCTION synthesis_point_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM synthesis_round r
    WHERE r.id = NEW.round_id AND r.review_id = NEW.review_id AND r.state = 'open') THEN
    RAISE EXCEPTION 'G14 a point is made in an open round of its review';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id IS DISTINCT FROM OLD.id OR NEW.round_id IS DISTINCT FROM OLD.round_id
    OR NEW.review_id IS DISTINCT FROM OLD.review_id OR NEW.number IS DISTINCT FROM OLD.number
    OR NEW.split_from IS DISTINCT FROM OLD.split_from
    OR EXISTS (SELECT 1 FROM synthesis_round r WHERE r.id = OLD.round_id AND r.state = 'closed')) THEN
    RAISE EXCEPTION 'G14 a point of a closed round never changes';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_point_checked BEFORE INSERT OR UPDATE ON synthesis_point
FOR EACH ROW EXECUTE FUNCTION synthesis_point_checked();

CREATE TRIGGER synthesis_point_kept BEFORE DELETE ON synthesis_point
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a point stays');

CREATE FUNCTION synthesis_placement_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT 1 FROM synthesis_round r JOIN opinion_opinion o ON o.review_id = r.review_id AND o.round = r.number
    WHERE r.id = NEW.round_id AND o.id = NEW.opinion_id AND r.review_id = NEW.review_id AND r.state = 'open') THEN
    RAISE EXCEPTION 'G14 an opinion is placed in the open round of its review';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id IS DISTINCT FROM OLD.id OR NEW.round_id IS DISTINCT FROM OLD.round_id
    OR NEW.opinion_id IS DISTINCT FROM OLD.opinion_id OR NEW.review_id IS DISTINCT FROM OLD.review_id
    OR EXISTS (SELECT 1 FROM synthesis_round r WHERE r.id = OLD.round_id AND r.state = 'closed')) THEN
    RAISE EXCEPTION 'G14 a placement of a closed round never changes';
  END IF;
  IF NEW.point_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM synthesis_point p WHERE p.id = NEW.point_id AND p.review_id = NEW.review_id) THEN
    RAISE EXCEPTION 'G1 the point is of another review';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_placement_checked BEFORE INSERT OR UPDATE ON synthesis_placement
FOR EACH ROW EXECUTE FUNCTION synthesis_placement_checked();

CREATE TRIGGER synthesis_placement_kept BEFORE DELETE ON synthesis_placement
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G1 a placement stays');

CREATE TRIGGER synthesis_lineage_sealed BEFORE UPDATE OR DELETE ON synthesis_lineage
FOR EACH ROW EXECUTE FUNCTION synthesis_refused('G14 a lineage never changes');

-- G1: nothing comes into a round after it was signed off, and nothing in it is coded anew.
CREATE FUNCTION synthesis_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM synthesis_round r
    WHERE r.review_id = NEW.review_id AND r.number = NEW.round AND r.state = 'closed') THEN
    RAISE EXCEPTION 'G1 the round is closed: %', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_letter_in_time BEFORE INSERT ON opinion_letter
FOR EACH ROW EXECUTE FUNCTION synthesis_in_time();
CREATE TRIGGER synthesis_opinion_in_time BEFORE INSERT OR UPDATE ON opinion_opinion
FOR EACH ROW EXECUTE FUNCTION synthesis_in_time();

CREATE FUNCTION synthesis_paragraph_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM synthesis_round r JOIN opinion_letter l
    ON l.review_id = r.review_id AND l.round = r.number WHERE l.id = NEW.letter_id AND r.state = 'closed') THEN
    RAISE EXCEPTION 'G1 the round is closed: opinion_paragraph';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER synthesis_paragraph_in_time BEFORE INSERT OR UPDATE ON opinion_paragraph
FOR EACH ROW EXECUTE FUNCTION synthesis_paragraph_in_time();
