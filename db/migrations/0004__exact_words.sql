-- Words as they were written: exact phrases, beginnings of words, first authors and headings, answered without reading a record.

-- Prepared like record_fts, but not stemmed. A MeSH heading is one token, with and without its qualifier; those that are
-- a major topic stand in major_heading as well. Filled from the records when the program opens the database for writing.
create virtual table record_exact using fts5 (
  title, abstract, keywords, authors, mesh, journal, first_author, heading, major_heading,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2'
);
