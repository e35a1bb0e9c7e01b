-- G15: an erasure is asked for by one and decided by another, once.
CREATE FUNCTION opinion_erasure_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'opinion_erasure: what was written stays';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'asked' THEN
      RAISE EXCEPTION 'G15 an erasure is asked for before it is decided';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'asked' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id
    OR NEW.review_id IS DISTINCT FROM OLD.review_id OR NEW.paragraph_id IS DISTINCT FROM OLD.paragraph_id
    OR NEW.ground IS DISTINCT FROM OLD.ground OR NEW.basis IS DISTINCT FROM OLD.basis
    OR NEW.asked_by IS DISTINCT FROM OLD.asked_by OR NEW.asked_at IS DISTINCT FROM OLD.asked_at THEN
    RAISE EXCEPTION 'G15 an erasure is decided once';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER opinion_erasure_checked BEFORE INSERT OR UPDATE OR DELETE ON opinion_erasure
FOR EACH ROW EXECUTE FUNCTION opinion_erasure_checked();

-- What was written stays, but for the mark in place of words of which another has decided that they go.
CREATE VIEW opinion_erased_paragraph AS
SELECT paragraph_id AS id FROM opinion_erasure WHERE state = 'erased';

CREATE FUNCTION opinion_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mark CONSTANT TEXT := '[đã xóa theo luật · erased by law]';
  is_gone BOOLEAN;
BEGIN
  IF TG_TABLE_NAME = 'opinion_paragraph' THEN
    is_gone := NEW.text = mark AND EXISTS (SELECT 1 FROM opinion_erased_paragraph e WHERE e.id = OLD.id);
  ELSIF TG_TABLE_NAME = 'opinion_opinion' THEN
    is_gone := NEW.quote = mark AND EXISTS (SELECT 1 FROM opinion_erased_paragraph e WHERE e.id = OLD.paragraph_id);
  ELSIF TG_TABLE_NAME = 'opinion_objection' THEN
    is_gone := NEW.text = mark AND EXISTS (SELECT 1 FROM opinion_erased_paragraph e
      JOIN opinion_opinion o ON o.paragraph_id = e.id WHERE o.id = OLD.opinion_id);
  ELSE
    is_gone := NEW.name = mark AND NEW.size = 0 AND NEW.sha256 = '' AND EXISTS (SELECT 1 FROM opinion_erased_paragraph e
      JOIN opinion_paragraph p ON p.id = e.id JOIN opinion_letter l ON l.id = p.letter_id WHERE l.file_id = OLD.id);
  END IF;
  IF NOT is_gone THEN
    RAISE EXCEPTION '%: what was written stays', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER opinion_paragraph_sealed ON opinion_paragraph;
CREATE TRIGGER opinion_paragraph_sealed BEFORE UPDATE ON opinion_paragraph FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.letter_id IS
  DISTINCT FROM OLD.letter_id OR NEW.number IS DISTINCT FROM OLD.number)
EXECUTE FUNCTION opinion_sealed();
CREATE TRIGGER opinion_paragraph_words BEFORE UPDATE ON opinion_paragraph FOR EACH ROW
WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION opinion_words_stay();

DROP TRIGGER opinion_opinion_sealed ON opinion_opinion;
CREATE TRIGGER opinion_opinion_sealed BEFORE UPDATE ON opinion_opinion FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.review_id IS
  DISTINCT FROM OLD.review_id OR NEW.letter_id IS DISTINCT FROM OLD.letter_id OR NEW.paragraph_id IS DISTINCT
  FROM OLD.paragraph_id OR NEW.statement IS DISTINCT FROM OLD.statement OR NEW.number IS DISTINCT FROM
  OLD.number OR NEW.round IS DISTINCT FROM OLD.round OR NEW.taken_by IS DISTINCT FROM OLD.taken_by
  OR NEW.taken_at IS DISTINCT FROM OLD.taken_at)
EXECUTE FUNCTION opinion_sealed();
CREATE TRIGGER opinion_opinion_words BEFORE UPDATE ON opinion_opinion FOR EACH ROW
WHEN (NEW.quote IS DISTINCT FROM OLD.quote) EXECUTE FUNCTION opinion_words_stay();

DROP TRIGGER opinion_objection_sealed ON opinion_objection;
CREATE TRIGGER opinion_objection_sealed BEFORE UPDATE ON opinion_objection FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.opinion_id IS
  DISTINCT FROM OLD.opinion_id OR NEW.raised_at IS DISTINCT FROM OLD.raised_at)
EXECUTE FUNCTION opinion_sealed();
CREATE TRIGGER opinion_objection_words BEFORE UPDATE ON opinion_objection FOR EACH ROW
WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION opinion_words_stay();

DROP TRIGGER opinion_file_sealed ON opinion_file;
CREATE TRIGGER opinion_file_sealed BEFORE UPDATE ON opinion_file FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id
  OR NEW.media IS DISTINCT FROM OLD.media)
EXECUTE FUNCTION opinion_sealed();
CREATE TRIGGER opinion_file_words BEFORE UPDATE ON opinion_file FOR EACH ROW
WHEN (NEW.name IS DISTINCT FROM OLD.name OR NEW.size IS DISTINCT FROM OLD.size OR NEW.sha256 IS DISTINCT FROM OLD.sha256)
EXECUTE FUNCTION opinion_words_stay();

-- G14: in a closed round nothing changes but words that go.
DROP TRIGGER synthesis_paragraph_in_time ON opinion_paragraph;
CREATE TRIGGER synthesis_paragraph_in_time BEFORE INSERT ON opinion_paragraph
FOR EACH ROW EXECUTE FUNCTION synthesis_paragraph_in_time();
CREATE TRIGGER synthesis_paragraph_sealed BEFORE UPDATE ON opinion_paragraph FOR EACH ROW
WHEN (NEW.text IS NOT DISTINCT FROM OLD.text OR NEW.no_opinion_by IS DISTINCT FROM OLD.no_opinion_by
  OR NEW.no_opinion_why IS DISTINCT FROM OLD.no_opinion_why)
EXECUTE FUNCTION synthesis_paragraph_in_time();

DROP TRIGGER synthesis_opinion_unsealed ON opinion_opinion;
CREATE TRIGGER synthesis_opinion_unsealed BEFORE UPDATE ON opinion_opinion FOR EACH ROW
WHEN (NEW.quote IS NOT DISTINCT FROM OLD.quote OR NEW.subject_id IS DISTINCT FROM OLD.subject_id
  OR NEW.content IS DISTINCT FROM OLD.content OR NEW.kind IS DISTINCT FROM OLD.kind)
EXECUTE FUNCTION synthesis_opinion_unsealed();
