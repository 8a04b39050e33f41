-- The truth of a library: articles, their versions, what is found by which words, what is indexed.

CREATE TABLE IF NOT EXISTS meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS article (
    number    INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    origin    TEXT UNIQUE,              -- its URL, else its file: what makes a new text a new version
    title     TEXT NOT NULL,
    published TEXT,                     -- YYYY-MM-DD
    source    TEXT,
    author    TEXT,
    url       TEXT,
    path      TEXT,
    text      TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    version   INTEGER NOT NULL,
    indexed   INTEGER NOT NULL DEFAULT 0  -- 1: all of its vectors are written
);
CREATE INDEX IF NOT EXISTS article_by_text ON article (sha256);
CREATE INDEX IF NOT EXISTS article_by_date ON article (published);
CREATE INDEX IF NOT EXISTS article_by_source ON article (source COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS article_listed ON article (published, id, title, source, author);
CREATE INDEX IF NOT EXISTS article_unmarked ON article (number) WHERE indexed = 0;

CREATE TABLE IF NOT EXISTS version (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    text    TEXT NOT NULL,
    sha256  TEXT NOT NULL,
    until   TEXT NOT NULL,              -- when a newer text took its place, UTC
    PRIMARY KEY (article, version)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS paragraph (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    UNIQUE (article, number)
);

CREATE TABLE IF NOT EXISTS paragraph_page (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    page    INTEGER NOT NULL,           -- of a PDF: the one that the paragraph begins on
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS paragraph_day (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    start   INTEGER NOT NULL,           -- of the word, in the paragraph
    "end"   INTEGER NOT NULL,
    day     TEXT NOT NULL,              -- YYYY-MM-DD: which day "Saturday" is here
    PRIMARY KEY (article, number, start)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS paragraph_day_by_day ON paragraph_day (day);

CREATE TABLE IF NOT EXISTS chunk (
    id      TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    vector  BLOB                        -- in 8 bits a number, to rescore with; Chroma has it whole
);
CREATE INDEX IF NOT EXISTS chunk_by_article ON chunk (article);

CREATE TABLE IF NOT EXISTS doomed_chunk (
    id TEXT PRIMARY KEY                 -- its vector is still to be deleted
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS fingerprint (
    article   INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    signature BLOB NOT NULL,            -- MinHash, 32 bits each
    pieces    INTEGER NOT NULL,
    story     INTEGER NOT NULL          -- the least number of an article in it
);
CREATE INDEX IF NOT EXISTS fingerprint_by_story ON fingerprint (story);

CREATE TABLE IF NOT EXISTS fingerprint_band (
    band    INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS history (
    number   INTEGER PRIMARY KEY,
    asked_at TEXT NOT NULL,             -- UTC
    question TEXT NOT NULL,
    status   TEXT NOT NULL,
    answer   TEXT NOT NULL,             -- as JSON, with its passages
    asked_by TEXT                       -- who was signed in, if anybody
);

CREATE VIRTUAL TABLE IF NOT EXISTS paragraph_words USING fts5 (
    title, heading, text,
    tokenize = "porter unicode61 remove_diacritics 2"
);
