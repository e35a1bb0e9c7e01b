-- G13: no more envelopes than tickets; where there are, the channel says so.
CREATE TRIGGER opinion_channel_surplus BEFORE UPDATE ON opinion_channel
WHEN NEW.state = 'released' AND NEW.surplus IS NOT MAX(0,
  (SELECT COUNT(*) FROM opinion_envelope WHERE channel_id = NEW.id)
  - (SELECT COUNT(*) FROM opinion_ticket WHERE channel_id = NEW.id AND asked IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'G13 opinion_channel: envelopes beyond the tickets that were given are told'); END;
