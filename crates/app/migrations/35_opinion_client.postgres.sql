-- G12: the client that people compare theirs with never changes.
CREATE TRIGGER opinion_channel_client_kept BEFORE UPDATE ON opinion_channel FOR EACH ROW
WHEN (NEW.client_digest IS DISTINCT FROM OLD.client_digest) EXECUTE FUNCTION opinion_sealed();
