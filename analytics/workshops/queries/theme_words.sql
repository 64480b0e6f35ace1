-- question: By which words do statements of a workshop speak of each theme?
-- grain: one row a theme, language and word
-- units: weight (2 alone enough, 1 usual, 0.5 a hint)
SELECT theme, language, word, weight FROM theme_words ORDER BY theme, language, word
