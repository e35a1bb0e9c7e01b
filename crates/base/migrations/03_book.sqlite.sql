CREATE TRIGGER ledger_leaf_kept BEFORE DELETE ON ledger_leaf
BEGIN SELECT RAISE(ABORT, 'ledger_leaf: what was written stays'); END;

CREATE TRIGGER ledger_leaf_sealed BEFORE UPDATE ON ledger_leaf
WHEN NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.hash IS NOT OLD.hash OR NEW.at IS NOT OLD.at
  OR OLD.place IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger_leaf: a leaf is given its place once and never changes'); END;

CREATE TRIGGER ledger_content_kept BEFORE DELETE ON ledger_content
BEGIN SELECT RAISE(ABORT, 'ledger_content: what was written stays'); END;

CREATE TRIGGER ledger_content_sealed BEFORE UPDATE ON ledger_content
WHEN NEW.leaf_id IS NOT OLD.leaf_id OR NEW.encoding IS NOT OLD.encoding
  OR NEW.salt <> x'' OR NEW.bytes <> x''
BEGIN SELECT RAISE(ABORT, 'ledger_content: a sealed copy may be erased, never changed'); END;

CREATE TRIGGER ledger_node_kept BEFORE DELETE ON ledger_node
BEGIN SELECT RAISE(ABORT, 'ledger_node: what was written stays'); END;

CREATE TRIGGER ledger_node_sealed BEFORE UPDATE ON ledger_node
BEGIN SELECT RAISE(ABORT, 'ledger_node: what was written stays'); END;

CREATE TRIGGER ledger_checkpoint_kept BEFORE DELETE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'ledger_checkpoint: what was written stays'); END;

CREATE TRIGGER ledger_checkpoint_sealed BEFORE UPDATE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'ledger_checkpoint: what was written stays'); END;

CREATE TRIGGER ledger_cosignature_kept BEFORE DELETE ON ledger_cosignature
BEGIN SELECT RAISE(ABORT, 'ledger_cosignature: what was written stays'); END;

CREATE TRIGGER ledger_cosignature_sealed BEFORE UPDATE ON ledger_cosignature
BEGIN SELECT RAISE(ABORT, 'ledger_cosignature: what was written stays'); END;
