CREATE TRIGGER explanation_answer_sealed BEFORE UPDATE ON explanation_answer
BEGIN SELECT RAISE(ABORT, 'G14 an answer stays as it was given, and so does the log of its notice'); END;

CREATE TRIGGER explanation_answer_kept BEFORE DELETE ON explanation_answer
BEGIN SELECT RAISE(ABORT, 'G14 an answer stays as it was given, and so does the log of its notice'); END;

CREATE TRIGGER explanation_notice_sealed BEFORE UPDATE ON explanation_notice
BEGIN SELECT RAISE(ABORT, 'G14 an answer stays as it was given, and so does the log of its notice'); END;

CREATE TRIGGER explanation_notice_kept BEFORE DELETE ON explanation_notice
BEGIN SELECT RAISE(ABORT, 'G14 an answer stays as it was given, and so does the log of its notice'); END;
