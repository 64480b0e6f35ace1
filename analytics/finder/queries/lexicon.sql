-- question: By which words do companies of each industrial ecosystem speak of themselves?
-- grain: one row an ecosystem, language and word
-- units: texts
SELECT ecosystem, language, word, topic, nace FROM ecosystem_words ORDER BY ecosystem, language, word
