-- Whether an applicant in `country` (ISO 3166; empty = anywhere) is among those that an instrument is for: yes, no, or
-- maybe where it is for associated countries that its page does not name.
CREATE MACRO funding_for(codes, country) AS
CASE
    WHEN coalesce(country, '') = '' OR list_contains(codes, country) THEN 'yes'
    WHEN list_contains(codes, 'EU') AND list_contains(
        ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU',
         'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'], country) THEN 'yes'
    WHEN list_contains(codes, 'associated') THEN 'maybe'
    ELSE 'no'
END;
