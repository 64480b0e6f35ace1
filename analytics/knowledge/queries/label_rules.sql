-- question: How long does each level of the quality label hold, page by page?
-- grain: one row a level, first award or renewal, and page
-- units: years (years)
SELECT level, stage, years, states, source_url FROM label_rules ORDER BY level, stage, source_url
