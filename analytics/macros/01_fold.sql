-- Text folded for searching: no case, no accents, and the Nordic letters that have no accent to strip.
CREATE MACRO fold(txt) AS
    replace(replace(replace(replace(strip_accents(lower(txt)), 'ø', 'o'), 'æ', 'ae'), 'ð', 'd'), 'þ', 'th');
