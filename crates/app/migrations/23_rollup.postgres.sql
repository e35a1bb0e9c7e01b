CREATE FUNCTION rollup_summary_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G14 rollup_summary: figures that were reported never change';
END $$;

CREATE TRIGGER rollup_summary_sealed BEFORE UPDATE OR DELETE ON rollup_summary FOR EACH ROW
WHEN (OLD.state = 'reported') EXECUTE FUNCTION rollup_summary_sealed();
