-- How many paragraphs of a round hold an opinion is counted in the order of one index, without looking each of them up.
CREATE INDEX opinion_opinion_covers ON opinion_opinion (review_id, round, paragraph_id);
