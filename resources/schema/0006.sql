-- Version 6. Search: the index of the catalogue's words as core/search writes it, and what people found relevant to a
-- query. Judgements name products by their keys, so that they outlive an import that is taken back, and may come before
-- the catalogue.
CREATE TABLE search_index (
    number INTEGER PRIMARY KEY,   -- pieces, from 0
    catalogue TEXT NOT NULL,      -- the state of the catalogue that it was built from
    data BLOB NOT NULL,
    checksum INTEGER NOT NULL     -- CRC-32 of data
);

CREATE TABLE query (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL UNIQUE
);

CREATE TABLE judgement (
    query_id INTEGER NOT NULL,
    item_key TEXT NOT NULL,
    rater TEXT NOT NULL,          -- empty: nobody is named
    grade REAL NOT NULL,          -- 0: not relevant
    PRIMARY KEY (query_id, item_key, rater)
) WITHOUT ROWID;
