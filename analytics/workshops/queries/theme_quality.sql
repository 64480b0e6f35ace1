-- question: How well do suggested themes meet themes given by hand?
-- grain: one row a half of the labelled statements (seen, unseen, published) and theme (none, macro too)
-- units: n: statements; precision, recall, f1: share from 0 to 1, empty where nothing was suggested or labelled
SELECT half, theme, n, precision, recall, f1 FROM theme_quality ORDER BY half, theme
