CREATE TRIGGER rollup_summary_sealed BEFORE UPDATE ON rollup_summary
WHEN OLD.state = 'reported'
BEGIN SELECT RAISE(ABORT, 'G14 rollup_summary: figures that were reported never change'); END;

CREATE TRIGGER rollup_summary_kept BEFORE DELETE ON rollup_summary
WHEN OLD.state = 'reported'
BEGIN SELECT RAISE(ABORT, 'G14 rollup_summary: what was reported stays'); END;
