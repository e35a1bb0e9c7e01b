CREATE TRIGGER opinion_extension_sealed BEFORE UPDATE ON opinion_extension
BEGIN SELECT RAISE(ABORT, 'opinion_extension: what was written stays'); END;

CREATE TRIGGER opinion_extension_kept BEFORE DELETE ON opinion_extension
BEGIN SELECT RAISE(ABORT, 'opinion_extension: what was written stays'); END;

-- G12: the last day is only ever moved on, by an extension that is written down; what was emptied stays empty.
DROP TRIGGER opinion_channel_sealed;
CREATE TRIGGER opinion_channel_sealed BEFORE UPDATE ON opinion_channel
WHEN OLD.state IN ('released', 'unread') OR NEW.id IS NOT OLD.id OR NEW.campaign_id IS NOT OLD.campaign_id
  OR NEW.review_id IS NOT OLD.review_id OR NEW.issuer_key IS NOT OLD.issuer_key OR NEW.desk_key IS NOT OLD.desk_key
  OR NEW.eligible IS NOT OLD.eligible OR NEW.eligible_digest IS NOT OLD.eligible_digest
  OR NEW.least_eligible IS NOT OLD.least_eligible OR NEW.least_given IS NOT OLD.least_given
  OR NEW.opens IS NOT OLD.opens OR NEW.writing IS NOT OLD.writing OR NEW.promise IS NOT OLD.promise
  OR NEW.opened_by IS NOT OLD.opened_by OR NEW.closes < OLD.closes
BEGIN SELECT RAISE(ABORT, 'opinion_channel: what was promised stays'); END;

CREATE TRIGGER opinion_channel_extended BEFORE UPDATE ON opinion_channel
WHEN NEW.closes IS NOT OLD.closes AND (NEW.state <> 'open' OR NOT EXISTS (SELECT 1 FROM opinion_extension e
  WHERE e.channel_id = NEW.id AND e.closed = OLD.closes AND e.closes = NEW.closes))
BEGIN SELECT RAISE(ABORT, 'G12 opinion_channel: the last day is moved by an extension'); END;

DROP TRIGGER opinion_envelope_kept;
CREATE TRIGGER opinion_envelope_kept BEFORE DELETE ON opinion_envelope
WHEN NOT EXISTS (SELECT 1 FROM opinion_channel c WHERE c.id = OLD.channel_id AND c.state IN ('released', 'unread'))
BEGIN SELECT RAISE(ABORT, 'G12 opinion_envelope: an envelope is destroyed only when its channel has ended'); END;
