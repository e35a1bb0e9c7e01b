CREATE TRIGGER opinion_channel_second_stays BEFORE UPDATE ON opinion_channel FOR EACH ROW
WHEN (NEW.second_name IS DISTINCT FROM OLD.second_name OR NEW.second_address IS DISTINCT FROM OLD.second_address
  OR NEW.second_key IS DISTINCT FROM OLD.second_key)
EXECUTE FUNCTION opinion_sealed();
