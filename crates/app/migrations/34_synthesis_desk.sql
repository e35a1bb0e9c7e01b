-- What the desk asks of a review with 100,000 opinions is answered from indexes alone.
CREATE INDEX opinion_opinion_waits ON opinion_opinion (review_id, round, number, id);
CREATE INDEX opinion_letter_covers ON opinion_letter (review_id, round, id);
CREATE INDEX opinion_paragraph_covers ON opinion_paragraph (letter_id, no_opinion_by, id);
CREATE INDEX synthesis_placement_lies ON synthesis_placement (review_id, point_id, opinion_id, round_id);
CREATE INDEX synthesis_placement_went ON synthesis_placement (round_id, disposition);
-- Each of these begins one of the above.
DROP INDEX opinion_opinion_round;
DROP INDEX opinion_letter_round;
DROP INDEX synthesis_placement_round_id;
