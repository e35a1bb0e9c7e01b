CREATE FUNCTION explanation_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 an answer stays as it was given, and so does the log of its notice' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER explanation_answer_sealed BEFORE UPDATE OR DELETE ON explanation_answer
FOR EACH ROW EXECUTE FUNCTION explanation_kept();

CREATE TRIGGER explanation_answer_not_emptied BEFORE TRUNCATE ON explanation_answer
EXECUTE FUNCTION explanation_kept();

CREATE TRIGGER explanation_notice_sealed BEFORE UPDATE OR DELETE ON explanation_notice
FOR EACH ROW EXECUTE FUNCTION explanation_kept();

CREATE TRIGGER explanation_notice_not_emptied BEFORE TRUNCATE ON explanation_notice
EXECUTE FUNCTION explanation_kept();
