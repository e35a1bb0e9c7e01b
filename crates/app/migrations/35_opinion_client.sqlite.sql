-- G12: the client that people compare theirs with never changes.
CREATE TRIGGER opinion_channel_client_kept BEFORE UPDATE ON opinion_channel
WHEN NEW.client_digest IS NOT OLD.client_digest
BEGIN SELECT RAISE(ABORT, 'G12 opinion_channel: what was promised stays'); END;
