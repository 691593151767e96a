-- Version 5. A knowledge graph: triples of head, relation and tail, and who said each. Products and shoppers are tied to
-- entities by their keys, so that a tie outlives an import that is taken back, and may come before the log.
CREATE TABLE graph_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,         -- import, social, catalogue, baskets, hand
    detail TEXT NOT NULL,         -- JSON: which file, which column; see core/features/relations
    at INTEGER NOT NULL           -- when, Unix milliseconds
);

CREATE TABLE graph_entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    source_id INTEGER NOT NULL    -- that named it first; it goes with that one unless something else mentions it
);

CREATE TABLE graph_relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    source_id INTEGER NOT NULL
);

-- A triple that several sources say stands here once for each.
CREATE TABLE graph_triple (
    head INTEGER NOT NULL,
    relation INTEGER NOT NULL,
    tail INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    PRIMARY KEY (head, relation, tail, source_id)
) WITHOUT ROWID;

CREATE TABLE graph_link (
    entity INTEGER NOT NULL,
    subject TEXT NOT NULL,        -- items, users
    key TEXT NOT NULL,            -- of a product or shopper, whether the project has it or not
    source_id INTEGER NOT NULL,
    PRIMARY KEY (entity, subject, key, source_id)
) WITHOUT ROWID;
