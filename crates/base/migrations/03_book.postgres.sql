CREATE FUNCTION base_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: what was written stays', TG_TABLE_NAME;
END $$;

CREATE TRIGGER ledger_leaf_kept BEFORE DELETE ON ledger_leaf
FOR EACH ROW EXECUTE FUNCTION base_sealed();

CREATE TRIGGER ledger_leaf_sealed BEFORE UPDATE ON ledger_leaf FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.hash IS DISTINCT FROM OLD.hash
  OR NEW.at IS DISTINCT FROM OLD.at OR OLD.place IS NOT NULL)
EXECUTE FUNCTION base_sealed();

CREATE TRIGGER ledger_content_kept BEFORE DELETE ON ledger_content
FOR EACH ROW EXECUTE FUNCTION base_sealed();

CREATE TRIGGER ledger_content_sealed BEFORE UPDATE ON ledger_content FOR EACH ROW
WHEN (NEW.leaf_id IS DISTINCT FROM OLD.leaf_id OR NEW.encoding IS DISTINCT FROM OLD.encoding
  OR length(NEW.salt) > 0 OR length(NEW.bytes) > 0)
EXECUTE FUNCTION base_sealed();

CREATE TRIGGER ledger_node_sealed BEFORE UPDATE OR DELETE ON ledger_node
FOR EACH ROW EXECUTE FUNCTION base_sealed();

CREATE TRIGGER ledger_checkpoint_sealed BEFORE UPDATE OR DELETE ON ledger_checkpoint
FOR EACH ROW EXECUTE FUNCTION base_sealed();

CREATE FUNCTION base_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: what was written stays', TG_TABLE_NAME;
END $$;

CREATE TRIGGER ledger_leaf_not_emptied BEFORE TRUNCATE ON ledger_leaf
EXECUTE FUNCTION base_not_emptied();
CREATE TRIGGER ledger_content_not_emptied BEFORE TRUNCATE ON ledger_content
EXECUTE FUNCTION base_not_emptied();
CREATE TRIGGER ledger_node_not_emptied BEFORE TRUNCATE ON ledger_node
EXECUTE FUNCTION base_not_emptied();
CREATE TRIGGER ledger_checkpoint_not_emptied BEFORE TRUNCATE ON ledger_checkpoint
EXECUTE FUNCTION base_not_emptied();

CREATE TRIGGER ledger_cosignature_sealed BEFORE UPDATE OR DELETE ON ledger_cosignature
FOR EACH ROW EXECUTE FUNCTION base_sealed();
CREATE TRIGGER ledger_cosignature_not_emptied BEFORE TRUNCATE ON ledger_cosignature
EXECUTE FUNCTION base_not_emptied();
