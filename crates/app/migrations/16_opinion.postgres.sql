-- What a contributor wrote, what was promised, and what became of it never changes.
CREATE FUNCTION opinion_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: what was written stays', TG_TABLE_NAME;
END $$;

CREATE TRIGGER opinion_file_kept BEFORE DELETE ON opinion_file
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_file_sealed BEFORE UPDATE ON opinion_file FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.name IS
  DISTINCT FROM OLD.name OR NEW.media IS DISTINCT FROM OLD.media OR NEW.size IS DISTINCT FROM OLD.size OR
  NEW.sha256 IS DISTINCT FROM OLD.sha256)
EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_letter_kept BEFORE DELETE ON opinion_letter
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_letter_sealed BEFORE UPDATE ON opinion_letter FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.review_id IS
  DISTINCT FROM OLD.review_id OR NEW.invitation_id IS DISTINCT FROM OLD.invitation_id OR NEW.number IS
  DISTINCT FROM OLD.number OR NEW.contributor IS DISTINCT FROM OLD.contributor OR NEW.contributor_id IS
  DISTINCT FROM OLD.contributor_id OR NEW.entered_by IS DISTINCT FROM OLD.entered_by OR NEW.source IS DISTINCT
  FROM OLD.source OR NEW.received IS DISTINCT FROM OLD.received OR NEW.visibility IS DISTINCT FROM
  OLD.visibility OR NEW.promise IS DISTINCT FROM OLD.promise OR NEW.file_id IS DISTINCT FROM OLD.file_id OR
  NEW.receipt IS DISTINCT FROM OLD.receipt OR NEW.round IS DISTINCT FROM OLD.round)
EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_trace_kept BEFORE DELETE ON opinion_trace
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_trace_sealed BEFORE UPDATE ON opinion_trace FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.opinion_id IS
  DISTINCT FROM OLD.opinion_id OR NEW.stage IS DISTINCT FROM OLD.stage OR NEW.what IS DISTINCT FROM OLD.what
  OR NEW.detail IS DISTINCT FROM OLD.detail OR NEW.at IS DISTINCT FROM OLD.at)
EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_paragraph_kept BEFORE DELETE ON opinion_paragraph
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_paragraph_sealed BEFORE UPDATE ON opinion_paragraph FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.letter_id IS
  DISTINCT FROM OLD.letter_id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.text IS DISTINCT FROM OLD.text)
EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_opinion_kept BEFORE DELETE ON opinion_opinion
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_opinion_sealed BEFORE UPDATE ON opinion_opinion FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.review_id IS
  DISTINCT FROM OLD.review_id OR NEW.letter_id IS DISTINCT FROM OLD.letter_id OR NEW.paragraph_id IS DISTINCT
  FROM OLD.paragraph_id OR NEW.statement IS DISTINCT FROM OLD.statement OR NEW.number IS DISTINCT FROM
  OLD.number OR NEW.quote IS DISTINCT FROM OLD.quote OR NEW.round IS DISTINCT FROM OLD.round OR NEW.taken_by
  IS DISTINCT FROM OLD.taken_by OR NEW.taken_at IS DISTINCT FROM OLD.taken_at)
EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_objection_kept BEFORE DELETE ON opinion_objection
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_objection_sealed BEFORE UPDATE ON opinion_objection FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR NEW.opinion_id IS
  DISTINCT FROM OLD.opinion_id OR NEW.text IS DISTINCT FROM OLD.text OR NEW.raised_at IS DISTINCT FROM
  OLD.raised_at)
EXECUTE FUNCTION opinion_sealed();

-- Sealed envelopes of whom nothing is known.
CREATE TABLE opinion_envelope (
  id TEXT PRIMARY KEY,
  channel_id TEXT NOT NULL REFERENCES opinion_channel (id),
  body TEXT NOT NULL,
  salt BYTEA NOT NULL,
  envelope BYTEA NOT NULL,
  receipt TEXT NOT NULL,
  is_marked BIGINT NOT NULL,
  version BIGINT NOT NULL
);

CREATE TABLE opinion_envelope_mark (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  channel_id TEXT NOT NULL REFERENCES opinion_channel (id),
  commitment TEXT NOT NULL,
  version BIGINT NOT NULL
);

CREATE FUNCTION opinion_envelope_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (SELECT state FROM opinion_channel WHERE id = NEW.channel_id) IS DISTINCT FROM 'open' THEN
      RAISE EXCEPTION 'G12 opinion_envelope: this channel takes no envelope';
    END IF;
    RETURN NEW;
  END IF;
  IF (SELECT state FROM opinion_channel WHERE id = OLD.channel_id) IS DISTINCT FROM 'released' THEN
    RAISE EXCEPTION 'G12 opinion_envelope: an envelope is destroyed only when it was handed over';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER opinion_envelope_in_time BEFORE INSERT OR DELETE ON opinion_envelope
FOR EACH ROW EXECUTE FUNCTION opinion_envelope_guarded();

CREATE TRIGGER opinion_envelope_sealed BEFORE UPDATE ON opinion_envelope FOR EACH ROW
WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.channel_id IS DISTINCT FROM OLD.channel_id OR NEW.body IS DISTINCT FROM
  OLD.body OR NEW.salt IS DISTINCT FROM OLD.salt OR NEW.envelope IS DISTINCT FROM OLD.envelope OR NEW.receipt IS
  DISTINCT FROM OLD.receipt)
EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_envelope_mark_sealed BEFORE UPDATE OR DELETE ON opinion_envelope_mark
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_ticket_kept BEFORE DELETE ON opinion_ticket
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE FUNCTION opinion_ticket_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'G13 opinion_ticket: a ticket is given once';
END $$;

CREATE TRIGGER opinion_ticket_once BEFORE UPDATE ON opinion_ticket FOR EACH ROW
WHEN (OLD.asked IS NOT NULL OR NEW.channel_id IS DISTINCT FROM OLD.channel_id OR NEW.person_id IS DISTINCT FROM
  OLD.person_id)
EXECUTE FUNCTION opinion_ticket_given();

CREATE TRIGGER opinion_channel_kept BEFORE DELETE ON opinion_channel
FOR EACH ROW EXECUTE FUNCTION opinion_sealed();

CREATE TRIGGER opinion_channel_sealed BEFORE UPDATE ON opinion_channel FOR EACH ROW
WHEN (OLD.state = 'released' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.campaign_id IS DISTINCT FROM OLD.campaign_id OR
  NEW.review_id IS DISTINCT FROM OLD.review_id OR NEW.issuer_key IS DISTINCT FROM OLD.issuer_key OR NEW.desk_key IS
  DISTINCT FROM OLD.desk_key OR NEW.eligible IS DISTINCT FROM OLD.eligible OR NEW.eligible_digest IS DISTINCT FROM
  OLD.eligible_digest OR NEW.least_eligible IS DISTINCT FROM OLD.least_eligible OR NEW.least_given IS DISTINCT FROM
  OLD.least_given OR NEW.opens IS DISTINCT FROM OLD.opens OR NEW.writing IS DISTINCT FROM OLD.writing OR NEW.closes IS
  DISTINCT FROM OLD.closes OR NEW.promise IS DISTINCT FROM OLD.promise)
EXECUTE FUNCTION opinion_sealed();
