-- Version 4. Vectors of products or shoppers, imported or encoded. The columns that the catalogue itself has are read
-- from there. Rows come in chunks, each written whole: what was encoded before a crash is not encoded again. A later
-- chunk's row of a product replaces an earlier one's.
CREATE TABLE feature (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,        -- items, users
    dims INTEGER NOT NULL,
    source TEXT NOT NULL,         -- JSON: how the rows were made, see core/features/featuresource.h
    at INTEGER NOT NULL           -- when, Unix milliseconds
);

CREATE TABLE feature_chunk (
    feature_id INTEGER NOT NULL,
    number INTEGER NOT NULL,      -- ascending
    ids BLOB NOT NULL,            -- int64 of items or users
    hashes BLOB NOT NULL,         -- uint64 of what each row was made from
    vectors BLOB NOT NULL,        -- float32, dims a row
    PRIMARY KEY (feature_id, number)
) WITHOUT ROWID;
