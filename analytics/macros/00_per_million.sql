-- Cases per million inhabitants; none below five cases, where one more or less would turn a rate over.
CREATE MACRO per_million(cases, inhabitants) AS CASE WHEN cases >= 5 THEN cases / inhabitants * 1e6 END;
