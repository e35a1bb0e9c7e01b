CREATE TRIGGER conclusion_wording_waiver_sealed BEFORE INSERT OR UPDATE OR DELETE ON conclusion_wording_waiver
FOR EACH ROW EXECUTE FUNCTION conclusion_behind_stays();
