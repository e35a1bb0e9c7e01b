-- A body on another machine that signs tickets too: one key for one channel, in the book before anybody gets a ticket.
ALTER TABLE opinion_channel ADD COLUMN second_name TEXT;
ALTER TABLE opinion_channel ADD COLUMN second_address TEXT CHECK ((second_address IS NULL) = (second_name IS NULL));
ALTER TABLE opinion_channel ADD COLUMN second_key TEXT CHECK ((second_key IS NULL) = (second_name IS NULL) AND second_key <> issuer_key);
-- G13: a signature for one channel must not count in another.
CREATE UNIQUE INDEX opinion_channel_second ON opinion_channel (second_key);
