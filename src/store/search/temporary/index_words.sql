CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_words USING fts5vocab (main, 'search_index', 'row')
