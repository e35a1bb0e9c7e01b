-- What never changes in the card of a channel, under a leaf of its own: the leaf can be shown with all that it holds, which the
-- leaf of the opening, with the list, can not. Channels that were opened before have none.
CREATE TABLE opinion_facts (
  id TEXT PRIMARY KEY REFERENCES opinion_channel (id),
  campaign_id TEXT NOT NULL REFERENCES campaign_campaign (id),
  facts TEXT NOT NULL,
  version INTEGER NOT NULL
);
