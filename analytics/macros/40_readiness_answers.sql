-- Every question of the self-assessment with its answer: the letter of `answers` at the question's place.
CREATE MACRO readiness_answers(answers) AS TABLE
SELECT
    *,
    CASE substr(answers, place, 1)
        WHEN 'y' THEN 'yes' WHEN 'p' THEN 'partly' WHEN 'n' THEN 'no' WHEN 'd' THEN 'unsure' ELSE 'open'
    END AS answer
FROM readiness_criteria;
