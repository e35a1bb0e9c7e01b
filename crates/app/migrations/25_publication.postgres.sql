CREATE FUNCTION publication_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% %: %', TG_ARGV[0], TG_TABLE_NAME, TG_ARGV[1];
END $$;

CREATE TRIGGER publication_article_begins_as_draft BEFORE INSERT ON publication_article FOR EACH ROW
WHEN (NEW.state <> 'draft')
EXECUTE FUNCTION publication_refused('G17', 'an article begins as a draft');

CREATE FUNCTION publication_article_publishable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM publication_sentence p WHERE p.article_id = NEW.id AND p.is_struck = 0 AND NOT EXISTS (
    SELECT 1 FROM conclusion_strength i JOIN conclusion_conclusion c ON c.id = i.conclusion_id
    WHERE p.source = 'strength' AND i.id = p.source_id AND i.is_publishable = 1 AND i.is_dropped = 0 AND c.state = 'decided')
  AND NOT EXISTS (
    SELECT 1 FROM conclusion_shortcoming i JOIN conclusion_conclusion c ON c.id = i.conclusion_id
    WHERE p.source = 'shortcoming' AND i.id = p.source_id AND i.is_publishable = 1 AND i.is_dropped = 0 AND c.state = 'decided')
  AND NOT EXISTS (
    SELECT 1 FROM rollup_summary s
    WHERE p.source = 'figure' AND s.id = p.source_id AND s.is_publishable = 1 AND s.state = 'reported'))
  OR NOT EXISTS (SELECT 1 FROM publication_sentence p WHERE p.article_id = NEW.id AND p.is_struck = 0 AND p.place = 0) THEN
    RAISE EXCEPTION 'G17 publication_article: each sentence rests on a sealed source that may be published';
  END IF;
  IF OLD.state <> 'submitted' OR EXISTS (SELECT 1 FROM publication_sentence p WHERE p.article_id = NEW.id AND p.is_struck = 0
  AND p.written_by = NEW.approved_by) THEN
    RAISE EXCEPTION 'G15 publication_article: who approves is not who wrote';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_article_publishable BEFORE UPDATE ON publication_article FOR EACH ROW
WHEN (NEW.state = 'published' AND OLD.state <> 'published') EXECUTE FUNCTION publication_article_publishable();

CREATE TRIGGER publication_article_sealed BEFORE UPDATE ON publication_article FOR EACH ROW
WHEN (OLD.state = 'withdrawn' OR (OLD.state = 'published' AND (NEW.state <> 'withdrawn'
  OR NEW.id IS DISTINCT FROM OLD.id
  OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id
  OR NEW.unit_id IS DISTINCT FROM OLD.unit_id
  OR NEW.slug IS DISTINCT FROM OLD.slug
  OR NEW.section IS DISTINCT FROM OLD.section
  OR NEW.title IS DISTINCT FROM OLD.title
  OR NEW.byline IS DISTINCT FROM OLD.byline
  OR NEW.keywords IS DISTINCT FROM OLD.keywords
  OR NEW.photo_id IS DISTINCT FROM OLD.photo_id
  OR NEW.photo_width IS DISTINCT FROM OLD.photo_width
  OR NEW.photo_height IS DISTINCT FROM OLD.photo_height
  OR NEW.caption IS DISTINCT FROM OLD.caption
  OR NEW.credit IS DISTINCT FROM OLD.credit
  OR NEW.alternative IS DISTINCT FROM OLD.alternative
  OR NEW.written_by IS DISTINCT FROM OLD.written_by
  OR NEW.submitted_by IS DISTINCT FROM OLD.submitted_by
  OR NEW.submitted_at IS DISTINCT FROM OLD.submitted_at
  OR NEW.sent_back_reason IS DISTINCT FROM OLD.sent_back_reason
  OR NEW.approved_by IS DISTINCT FROM OLD.approved_by
  OR NEW.published_at IS DISTINCT FROM OLD.published_at)))
EXECUTE FUNCTION publication_refused('G14', 'what was published never changes');

CREATE TRIGGER publication_article_kept BEFORE DELETE ON publication_article FOR EACH ROW
WHEN (OLD.state IN ('published', 'withdrawn'))
EXECUTE FUNCTION publication_refused('G14', 'what was published stays');

CREATE TRIGGER publication_article_not_emptied BEFORE TRUNCATE ON publication_article
EXECUTE FUNCTION base_not_emptied();
CREATE TRIGGER publication_sentence_not_emptied BEFORE TRUNCATE ON publication_sentence
EXECUTE FUNCTION base_not_emptied();
CREATE TRIGGER publication_correction_not_emptied BEFORE TRUNCATE ON publication_correction
EXECUTE FUNCTION base_not_emptied();

CREATE FUNCTION publication_sentence_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM publication_article a WHERE a.id = OLD.article_id AND a.state <> 'draft')
    OR TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM publication_article a WHERE a.id = NEW.article_id AND a.state <> 'draft')
  THEN
    RAISE EXCEPTION 'G14 publication_sentence: sentences change only while their article is written';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_sentence_sealed BEFORE INSERT OR UPDATE OR DELETE ON publication_sentence FOR EACH ROW
EXECUTE FUNCTION publication_sentence_sealed();

CREATE FUNCTION publication_keyword_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM publication_article a WHERE a.id = OLD.article_id AND a.state IN ('published', 'withdrawn'))
    OR TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM publication_article a WHERE a.id = NEW.article_id AND a.state IN ('published', 'withdrawn'))
  THEN
    RAISE EXCEPTION 'G14 publication_keyword: what was published never changes';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_keyword_sealed BEFORE INSERT OR UPDATE OR DELETE ON publication_keyword FOR EACH ROW
EXECUTE FUNCTION publication_keyword_sealed();

CREATE FUNCTION publication_correction_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'submitted' OR NOT EXISTS (
    SELECT 1 FROM publication_article a WHERE a.id = NEW.article_id AND a.state = 'published') THEN
    RAISE EXCEPTION 'G14 publication_correction: what is published is corrected, by two people';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_correction_of_published BEFORE INSERT ON publication_correction FOR EACH ROW
EXECUTE FUNCTION publication_correction_of_published();

CREATE TRIGGER publication_correction_sealed BEFORE UPDATE ON publication_correction FOR EACH ROW
WHEN (OLD.state = 'published' OR NEW.text IS DISTINCT FROM OLD.text
  OR NEW.article_id IS DISTINCT FROM OLD.article_id OR NEW.written_by IS DISTINCT FROM OLD.written_by)
EXECUTE FUNCTION publication_refused('G14', 'what was published never changes');

CREATE TRIGGER publication_correction_kept BEFORE DELETE ON publication_correction FOR EACH ROW
WHEN (OLD.state = 'published')
EXECUTE FUNCTION publication_refused('G14', 'what was published stays');
