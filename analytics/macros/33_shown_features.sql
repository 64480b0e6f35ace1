-- Features that are known of most of the countries; the others say more of what was read than of the countries.
CREATE MACRO shown_features() AS TABLE
SELECT feature
FROM programme_features
GROUP BY feature
HAVING 2 * count(*) > (SELECT count(DISTINCT country) FROM programme_features)
