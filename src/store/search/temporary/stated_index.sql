CREATE VIRTUAL TABLE IF NOT EXISTS temp.stated_index USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
DELETE FROM temp.stated_index;
