-- The opinions that went nowhere yet. What they are follows from opinions and placements: triggers keep the table, so that the next
-- one, those beside it and how many are left are found at once where 100,000 have been placed before it.
CREATE TABLE synthesis_waiting (
  id TEXT PRIMARY KEY,
  review_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  number INTEGER NOT NULL
);
CREATE INDEX synthesis_waiting_next ON synthesis_waiting (review_id, round, number, id);

INSERT INTO synthesis_waiting (id, review_id, round, number)
SELECT o.id, o.review_id, o.round, o.number FROM opinion_opinion o
WHERE NOT EXISTS (SELECT 1 FROM synthesis_placement p WHERE p.opinion_id = o.id);

-- Opinions are counted by the index that counts what they cover.
DROP INDEX opinion_opinion_waits;
