CREATE TRIGGER opinion_extension_sealed BEFORE UPDATE OR DELETE ON opinion_extension
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

-- G12: the last day is only ever moved on, by an extension that is written down; what was emptied stays empty.
DROP TRIGGER opinion_channel_sealed ON opinion_channel;
CREATE TRIGGER opinion_channel_sealed BEFORE UPDATE ON opinion_channel FOR EACH ROW
WHEN (OLD.state IN ('released', 'unread') OR NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM
  OLD.campaign_id OR NEW.review_id IS DISTINCT FROM OLD.review_id OR NEW.issuer_key IS DISTINCT FROM OLD.issuer_key OR
  NEW.desk_key IS DISTINCT FROM OLD.desk_key OR NEW.eligible IS DISTINCT FROM OLD.eligible OR NEW.eligible_digest IS
  DISTINCT FROM OLD.eligible_digest OR NEW.least_eligible IS DISTINCT FROM OLD.least_eligible OR NEW.least_given IS
  DISTINCT FROM OLD.least_given OR NEW.opens IS DISTINCT FROM OLD.opens OR NEW.writing IS DISTINCT FROM OLD.writing OR
  NEW.promise IS DISTINCT FROM OLD.promise OR NEW.opened_by IS DISTINCT FROM OLD.opened_by OR NEW.closes < OLD.closes)
EXECUTE FUNCTION opinion_sealed();

CREATE FUNCTION opinion_channel_extended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'open' OR NOT EXISTS (SELECT 1 FROM opinion_extension e
    WHERE e.channel_id = NEW.id AND e.closed = OLD.closes AND e.closes = NEW.closes) THEN
    RAISE EXCEPTION 'G12 opinion_channel: the last day is moved by an extension';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER opinion_channel_extended BEFORE UPDATE ON opinion_channel FOR EACH ROW
WHEN (NEW.closes IS DISTINCT FROM OLD.closes) EXECUTE FUNCTION opinion_channel_extended();

CREATE OR REPLACE FUNCTION opinion_envelope_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (SELECT state FROM opinion_channel WHERE id = NEW.channel_id) IS DISTINCT FROM 'open' THEN
      RAISE EXCEPTION 'G12 opinion_envelope: this channel takes no envelope';
    END IF;
    RETURN NEW;
  END IF;
  IF (SELECT state FROM opinion_channel WHERE id = OLD.channel_id) IN ('released', 'unread') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'G12 opinion_envelope: an envelope is destroyed only when its channel has ended';
END $$;
