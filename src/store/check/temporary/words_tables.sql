-- The words of the texts, indexed as search_index indexes them but without the texts, and the words of both indexes.
CREATE VIRTUAL TABLE temp.text_index USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO text_index (rowid, text) SELECT id, text FROM search_texts;
CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab (main, search_index, row);
CREATE VIRTUAL TABLE temp.indexed_places USING fts5vocab (main, search_index, instance);
CREATE VIRTUAL TABLE temp.text_words USING fts5vocab (temp, text_index, row);
CREATE VIRTUAL TABLE temp.text_places USING fts5vocab (temp, text_index, instance);
