-- By how many the envelopes of a channel exceeded the tickets that were given: so many tickets were made by a thief of the
-- issuer's key. Told at the release; channels that were released before have none.
ALTER TABLE opinion_channel ADD COLUMN surplus INTEGER CHECK (surplus IS NULL OR (0 <= surplus AND state = 'released'));
