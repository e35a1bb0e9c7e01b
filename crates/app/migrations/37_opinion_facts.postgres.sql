-- G12: what people compare their cards with never changes.
CREATE TRIGGER opinion_facts_sealed BEFORE UPDATE OR DELETE ON opinion_facts
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();
