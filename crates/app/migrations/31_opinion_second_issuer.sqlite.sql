CREATE TRIGGER opinion_channel_second_stays BEFORE UPDATE ON opinion_channel
WHEN NEW.second_name IS NOT OLD.second_name OR NEW.second_address IS NOT OLD.second_address
  OR NEW.second_key IS NOT OLD.second_key
BEGIN SELECT RAISE(ABORT, 'G12 opinion_channel: what was promised stays'); END;
