-- G13: no more envelopes than tickets; where there are, the channel says so.
CREATE FUNCTION opinion_channel_surplus() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.surplus IS DISTINCT FROM GREATEST(0,
    (SELECT COUNT(*) FROM opinion_envelope WHERE channel_id = NEW.id)
    - (SELECT COUNT(*) FROM opinion_ticket WHERE channel_id = NEW.id AND asked IS NOT NULL)) THEN
    RAISE EXCEPTION 'G13 opinion_channel: envelopes beyond the tickets that were given are told';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER opinion_channel_surplus BEFORE UPDATE ON opinion_channel FOR EACH ROW
WHEN (NEW.state = 'released') EXECUTE FUNCTION opinion_channel_surplus();
