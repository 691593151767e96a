-- Version 1. Unique indexes on keys are made by the first load (core/storage/keyindex.h): building them after the rows
-- is several times faster than keeping them up row by row.

CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    recipe TEXT NOT NULL,
    status TEXT NOT NULL,
    rows INTEGER NOT NULL,
    events INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    bytes INTEGER NOT NULL,       -- of the file
    first_event INTEGER NOT NULL, -- an import's events are one run of row ids; 0 when it has none
    first_at INTEGER,
    last_at INTEGER,
    reasons TEXT NOT NULL,        -- {"no-user": 135080}
    at INTEGER NOT NULL           -- when, Unix milliseconds
);

CREATE TABLE user (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    attributes TEXT,
    import_id INTEGER             -- the log that brought it; NULL: it came with a list of shoppers and stays
);

CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    title TEXT,
    category TEXT,
    brand TEXT,
    price REAL,
    description TEXT,
    image TEXT,
    attributes TEXT,
    is_product INTEGER NOT NULL DEFAULT 1,
    import_id INTEGER             -- the log that brought it; NULL: it came with a catalogue and stays
);

-- The highest id ever given, so that none comes back after an import was taken: kept runs name products by id.
CREATE TABLE last_id (
    name TEXT PRIMARY KEY,        -- user, item, session
    value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    import_id INTEGER NOT NULL
);

CREATE TABLE event_kind (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    meaning TEXT NOT NULL,
    weight REAL NOT NULL DEFAULT 1
);

-- Clustered by shopper within an import, in the file's order within a shopper. No index: see event_range.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    user_id INTEGER,
    item_id INTEGER,
    kind INTEGER,
    at INTEGER,
    value REAL,
    quantity REAL,
    price REAL,
    session INTEGER,
    context TEXT,
    part INTEGER
);

CREATE TABLE event_range (
    user_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (user_id, import_id)
) WITHOUT ROWID;

CREATE TABLE import_kind (
    import_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (import_id, kind)
) WITHOUT ROWID;

CREATE TABLE import_part (
    import_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (import_id, part)
) WITHOUT ROWID;

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    text TEXT,
    reason TEXT NOT NULL,
    detail TEXT
);

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    recommender TEXT NOT NULL,
    parameters TEXT NOT NULL,
    protocol TEXT NOT NULL,
    seed TEXT NOT NULL,           -- 64 bits without a sign
    data_hash TEXT NOT NULL,
    device TEXT NOT NULL,
    status TEXT NOT NULL,
    version TEXT NOT NULL,
    at INTEGER NOT NULL,
    load_seconds REAL NOT NULL,
    fit_seconds REAL NOT NULL,
    evaluate_seconds REAL NOT NULL,
    best_epoch INTEGER,
    details TEXT NOT NULL
);

CREATE TABLE run_metric (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    part TEXT NOT NULL,           -- validation, test
    name TEXT NOT NULL,
    value REAL,                   -- NULL: not a number
    PRIMARY KEY (run_id, part, name)
) WITHOUT ROWID;

CREATE TABLE run_user_metric (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    metric TEXT NOT NULL,
    users BLOB NOT NULL,          -- int64, little endian, ascending
    figures BLOB NOT NULL,        -- float32, little endian
    UNIQUE (run_id, metric)
);

CREATE TABLE run_curve (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    loss REAL,
    seconds REAL,
    samples_per_second REAL,
    validation REAL,
    parts TEXT,
    PRIMARY KEY (run_id, epoch)
) WITHOUT ROWID;

CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    chunk INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (run_id, name, chunk)
);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
