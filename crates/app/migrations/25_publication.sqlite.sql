CREATE TRIGGER publication_article_begins_as_draft BEFORE INSERT ON publication_article
WHEN NEW.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'G17 publication_article: an article begins as a draft'); END;

CREATE TRIGGER publication_article_publishable BEFORE UPDATE ON publication_article
WHEN NEW.state = 'published' AND OLD.state <> 'published' AND (EXISTS (SELECT 1 FROM publication_sentence p WHERE p.article_id = NEW.id AND p.is_struck = 0 AND NOT EXISTS (
    SELECT 1 FROM conclusion_strength i JOIN conclusion_conclusion c ON c.id = i.conclusion_id
    WHERE p.source = 'strength' AND i.id = p.source_id AND i.is_publishable = 1 AND i.is_dropped = 0 AND c.state = 'decided')
  AND NOT EXISTS (
    SELECT 1 FROM conclusion_shortcoming i JOIN conclusion_conclusion c ON c.id = i.conclusion_id
    WHERE p.source = 'shortcoming' AND i.id = p.source_id AND i.is_publishable = 1 AND i.is_dropped = 0 AND c.state = 'decided')
  AND NOT EXISTS (
    SELECT 1 FROM rollup_summary s
    WHERE p.source = 'figure' AND s.id = p.source_id AND s.is_publishable = 1 AND s.state = 'reported'))
  OR NOT EXISTS (SELECT 1 FROM publication_sentence p WHERE p.article_id = NEW.id AND p.is_struck = 0 AND p.place = 0))
BEGIN SELECT RAISE(ABORT, 'G17 publication_article: each sentence rests on a sealed source that may be published'); END;

CREATE TRIGGER publication_article_other_hands BEFORE UPDATE ON publication_article
WHEN NEW.state = 'published' AND OLD.state <> 'published' AND (OLD.state <> 'submitted' OR EXISTS (SELECT 1 FROM publication_sentence p WHERE p.article_id = NEW.id AND p.is_struck = 0
  AND p.written_by = NEW.approved_by))
BEGIN SELECT RAISE(ABORT, 'G15 publication_article: who approves is not who wrote'); END;

CREATE TRIGGER publication_article_sealed BEFORE UPDATE ON publication_article
WHEN OLD.state = 'withdrawn' OR (OLD.state = 'published' AND (NEW.state <> 'withdrawn'
  OR NEW.id IS NOT OLD.id
  OR NEW.campaign_id IS NOT OLD.campaign_id
  OR NEW.unit_id IS NOT OLD.unit_id
  OR NEW.slug IS NOT OLD.slug
  OR NEW.section IS NOT OLD.section
  OR NEW.title IS NOT OLD.title
  OR NEW.byline IS NOT OLD.byline
  OR NEW.keywords IS NOT OLD.keywords
  OR NEW.photo_id IS NOT OLD.photo_id
  OR NEW.photo_width IS NOT OLD.photo_width
  OR NEW.photo_height IS NOT OLD.photo_height
  OR NEW.caption IS NOT OLD.caption
  OR NEW.credit IS NOT OLD.credit
  OR NEW.alternative IS NOT OLD.alternative
  OR NEW.written_by IS NOT OLD.written_by
  OR NEW.submitted_by IS NOT OLD.submitted_by
  OR NEW.submitted_at IS NOT OLD.submitted_at
  OR NEW.sent_back_reason IS NOT OLD.sent_back_reason
  OR NEW.approved_by IS NOT OLD.approved_by
  OR NEW.published_at IS NOT OLD.published_at))
BEGIN SELECT RAISE(ABORT, 'G14 publication_article: what was published never changes'); END;

CREATE TRIGGER publication_article_kept BEFORE DELETE ON publication_article
WHEN OLD.state IN ('published', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'G14 publication_article: what was published stays'); END;

CREATE TRIGGER publication_sentence_sealed_insert BEFORE INSERT ON publication_sentence
WHEN EXISTS (SELECT 1 FROM publication_article a WHERE a.id IN (NEW.article_id) AND a.state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'G14 publication_sentence: sentences change only while their article is written'); END;

CREATE TRIGGER publication_sentence_sealed_update BEFORE UPDATE ON publication_sentence
WHEN EXISTS (SELECT 1 FROM publication_article a WHERE a.id IN (OLD.article_id, NEW.article_id) AND a.state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'G14 publication_sentence: sentences change only while their article is written'); END;

CREATE TRIGGER publication_sentence_sealed_delete BEFORE DELETE ON publication_sentence
WHEN EXISTS (SELECT 1 FROM publication_article a WHERE a.id IN (OLD.article_id) AND a.state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'G14 publication_sentence: sentences change only while their article is written'); END;

CREATE TRIGGER publication_keyword_sealed_insert BEFORE INSERT ON publication_keyword
WHEN EXISTS (SELECT 1 FROM publication_article a WHERE a.id IN (NEW.article_id) AND a.state IN ('published', 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'G14 publication_keyword: what was published never changes'); END;

CREATE TRIGGER publication_keyword_sealed_update BEFORE UPDATE ON publication_keyword
WHEN EXISTS (SELECT 1 FROM publication_article a WHERE a.id IN (OLD.article_id, NEW.article_id) AND a.state IN ('published', 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'G14 publication_keyword: what was published never changes'); END;

CREATE TRIGGER publication_keyword_sealed_delete BEFORE DELETE ON publication_keyword
WHEN EXISTS (SELECT 1 FROM publication_article a WHERE a.id IN (OLD.article_id) AND a.state IN ('published', 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'G14 publication_keyword: what was published never changes'); END;

CREATE TRIGGER publication_correction_of_published BEFORE INSERT ON publication_correction
WHEN NEW.state <> 'submitted' OR NOT EXISTS (
  SELECT 1 FROM publication_article a WHERE a.id = NEW.article_id AND a.state = 'published')
BEGIN SELECT RAISE(ABORT, 'G14 publication_correction: what is published is corrected, by two people'); END;

CREATE TRIGGER publication_correction_sealed BEFORE UPDATE ON publication_correction
WHEN OLD.state = 'published' OR NEW.text IS NOT OLD.text OR NEW.article_id IS NOT OLD.article_id
  OR NEW.written_by IS NOT OLD.written_by
BEGIN SELECT RAISE(ABORT, 'G14 publication_correction: what was published never changes'); END;

CREATE TRIGGER publication_correction_kept BEFORE DELETE ON publication_correction
WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'G14 publication_correction: what was published stays'); END;
