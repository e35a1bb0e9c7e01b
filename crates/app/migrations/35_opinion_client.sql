-- The digest of the single-file client stands in the book under the leaf of its channel, before anybody gets a ticket.
ALTER TABLE opinion_channel ADD COLUMN client_digest TEXT;
