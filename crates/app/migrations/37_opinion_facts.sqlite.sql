-- G12: what people compare their cards with never changes.
CREATE TRIGGER opinion_facts_sealed BEFORE UPDATE ON opinion_facts
BEGIN SELECT RAISE(ABORT, 'G12 opinion_facts: what was promised stays'); END;

CREATE TRIGGER opinion_facts_kept BEFORE DELETE ON opinion_facts
BEGIN SELECT RAISE(ABORT, 'G12 opinion_facts: what was promised stays'); END;
