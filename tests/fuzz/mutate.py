#!/usr/bin/env python3
"""Damaged and hostile project files, snapshots and checkpoints: makes them from a small project, runs one command on each.

A number always makes the same file (--only repeats one). What counts as a failure: a crash, a run that takes longer than
--seconds, more than --megabytes of memory, a sentence with the words of a library or of SQL in it.

    tests/fuzz/mutate.py --cli build/release/bin/aisle-cli                     # 3,000 projects, 1,000 snapshots, 300 checkpoints
    tests/fuzz/mutate.py --cli build/release/bin/aisle-cli --projects 50 --snapshots 20
    tests/fuzz/mutate.py --cli build/release/bin/aisle-cli --only p1234 --keep /tmp/found
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

INTERNALS = re.compile(
    r"std::|vector::|basic_string|bad_alloc|bad_optional|bad_variant|bad_function|terminate called|length_error|"
    r"out_of_range|logic_error|runtime_error|c10::|at::|torch|libc\+\+|\.cpp|\.h:\d|0x[0-9a-f]{6,}|Assert|assert|Q_ASSERT|"
    r"exception|segfault|stack|SQL|sqlite|no such (table|column|module|function)|syntax error|constraint|datatype mismatch|"
    r"disk image|malformed|near \"|prepared|statement|_M_|(?-i:SELECT|INSERT|UPDATE|DELETE FROM|PRAGMA|NULL|JSON_)|json_",
    re.IGNORECASE)
INTEGERS = [0, -1, 1, 2, 127, 128, 255, 256, 65535, 65536, 1 << 20, 1 << 28, (1 << 31) - 1, -(1 << 31), 1 << 32, 1 << 40, 1 << 62,
            (1 << 63) - 1, -(1 << 63), 86_400_000, -86_400_000]
REALS = [0.0, -1.0, 1e-300, 1e300, 3.5, -0.5, float("inf"), float("-inf")]
TEXTS = ["", "x", "0", "-1", "1e999", "nan", "[]", "{}", "[1, 2]", "{\"a\": 1}", "null", "true", "\"text\"", "{", "[[[[", "a" * 5000,
         "\0", "\ud7ff", "%1 %2 %n", "<img src=/dev/zero>", "'; DROP TABLE event; --", "../../etc/passwd", "\u202e\u200b", "\x1b[2J"]
JSON_VALUES = [None, True, False, 0, -1, 1, 1.5, 1e308, 1 << 31, 1 << 53, -(1 << 53), "", "x", "none", "all", "time:0.8,0.1,0.1",
               "folds:2:5", "folds:1000000000:0", "new-users:0.5,0.2,0.3:nan", "uniform:2000000000", [], {}, [1], [[]], {"a": []},
               "a" * 3000, list(range(2000)), ["buy"] * 300]
RUNS = [("popularity", []), ("item-knn", []), ("ease", []), ("bpr", ["--set", "epochs=2"]), ("user-knn", []), ("vsknn", []),
        ("content", []), ("sequential-rules", []), ("svd", []), ("ials", ["--set", "epochs=2"]), ("gf-cf", []),
        ("sasrec", ["--set", "epochs=1"]), ("mult-vae", ["--set", "epochs=1"]), ("mf", ["--set", "epochs=2"]), ("p3alpha", []),
        ("fusion", ["--set", "runs=2,4"]), ("sansa", []), ("turbo-cf", []), ("tifu-knn", []), ("up-cf", []),
        ("recvae", ["--set", "epochs=1"]), ("fusion", ["--set", "runs=2:2,18:1"]), ("rerank", ["--set", "run=4"]), ("hybrid", []),
        ("popularity-category", []), ("bought-again", []), ("svdpp", ["--set", "epochs=2"]), ("neumf", ["--set", "epochs=1"]),
        ("lightgcn", ["--set", "epochs=1"]), ("two-tower", ["--set", "epochs=1"]), ("simplex", ["--set", "epochs=1"]),
        ("fpmc", ["--set", "epochs=1"]), ("gru4rec", ["--set", "epochs=1"]), ("caser", ["--set", "epochs=1"])]
STOPPED = ["bpr", "ials", "mf", "svdpp", "sasrec", "neumf", "recvae"]
OWN_TABLES = ["import", "user", "item", "last_id", "session", "event_kind", "event", "event_range", "import_kind", "import_part",
              "quarantine", "run", "run_metric", "run_user_metric", "run_curve", "snapshot", "setting", "import_fact", "feature",
              "feature_chunk", "graph_source", "graph_entity", "graph_relation", "graph_triple", "graph_link",
              "search_index", "query", "judgement"]


def write_log(folder):
    """Half of the shoppers want even products, half odd ones; kinds, ratings, prices, sessions and a few bad rows."""
    draw = random.Random(5)
    with open(folder / "log.csv", "w") as out:
        out.write("user,item,time,event,rating,price,quantity,session\n")
        at = 1_300_000_000
        for user in range(60):
            for n in range(draw.randint(6, 16)):
                at += draw.randint(60, 9000)
                item = user % 2 + 2 * int(abs(draw.gauss(0, 1)) * 14)
                kind = draw.choices(["view", "cart", "buy"], [6, 2, 3])[0]
                out.write(f"u{user},p{item},{at},{kind},{draw.randint(1, 5)},{item % 7}.99,{draw.randint(1, 3)},s{user}-{n // 4}\n")
        out.write("u1,,1300000000,view,,,,\nu2,p2,soon,view,,,,\n")
    with open(folder / "more.csv", "w") as out:
        out.write("user,item,time,event\n")
        for n in range(40):
            out.write(f"u{n % 7},p{n % 5},{1_310_000_000 + n * 1000},buy\n")
    with open(folder / "items.csv", "w") as out:
        out.write("item,title,category,brand,price,description\n")
        for item in range(80):
            out.write(f"p{item},Title {item} blue,Cat {item % 6},Brand {item % 4},{item % 7}.99,words {item % 9} and {item % 5}\n")


def make_base(cli, folder):
    """The project that everything is made from, and the runs in it by number."""
    folder.mkdir(parents=True, exist_ok=True)
    base, listed = folder / "base.aisle", folder / "runs.json"
    if not listed.exists():
        write_log(folder)
        base.unlink(missing_ok=True)
        call = [cli, "--json", "--quiet", "--threads", "1"]
        subprocess.run(call + ["import", str(base), str(folder / "log.csv")], check=True, capture_output=True)
        subprocess.run(call + ["items", str(base), str(folder / "items.csv")], check=True, capture_output=True)
        for name, options in RUNS:
            made = subprocess.run(call + ["train", str(base), "--recommender", name, *options], capture_output=True, text=True)
            if made.returncode != 0:
                sys.exit(f"{name} cannot be trained: {made.stderr}")
        subprocess.run(call + ["features", str(base), "encode", "words", "--text", "title,category", "--dims", "16"], check=True,
                       capture_output=True)
        subprocess.run(call + ["graph", str(base), "build", "--goes-with"], check=True, capture_output=True)
        found = subprocess.run(call + ["runs", str(base)], check=True, capture_output=True, text=True)
        listed.write_text(json.dumps({str(run["run"]): run["recommender"] for run in json.loads(found.stdout)["runs"]}))
    return base, json.loads(listed.read_text())


def stop_training(call, base, recommender):
    """Leaves a stopped run that has two epochs to go. @return its number; nothing where it was done before it was stopped"""
    known = {row[0] for row in sqlite3.connect(base).execute("SELECT id FROM run")}
    training = subprocess.Popen(call + ["train", str(base), "--recommender", recommender, "--set", "epochs=1000", "--patience", "0"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    db = sqlite3.connect(f"file:{base}?mode=ro", uri=True)
    while training.poll() is None and not [row for row in db.execute("SELECT run_id FROM snapshot WHERE name = 'checkpoint'")
                                           if row[0] not in known]:
        time.sleep(.02)
    training.send_signal(signal.SIGINT)
    training.wait()
    db.close()
    db = sqlite3.connect(base)
    stopped = [row[0] for row in db.execute("SELECT id FROM run WHERE status = 'stopped'") if row[0] not in known]
    for run in stopped:
        db.execute("UPDATE run SET parameters = json_set(parameters, '$.epochs', "
                   "2 + (SELECT max(epoch) FROM run_curve WHERE run_id = run.id)) WHERE id = ?", (run,))
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the file is copied without its log
    db.close()
    return stopped[0] if stopped else None


def make_stopped(cli, base):
    """A copy of the project with stopped trainings in it, and their recommenders by number."""
    path, listed = base.parent / "stopped.aisle", base.parent / "stopped.json"
    if not listed.exists():
        shutil.copyfile(base, path)
        found = {stop_training([cli, "--json", "--quiet", "--threads", "1"], path, recommender): recommender for recommender in STOPPED}
        listed.write_text(json.dumps({str(run): recommender for run, recommender in found.items() if run}))
    return path, json.loads(listed.read_text())


def write_seeds(cli, base, runs, folder):
    """What the fuzz targets start from that is too large to keep: the project, and a snapshot of each run."""
    for name in ("project", "snapshot"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(base, folder / "project" / "base.aisle")
    listed = subprocess.run([cli, "--json", "recommenders"], check=True, capture_output=True, text=True)
    order = [info["id"] for info in json.loads(listed.stdout)["recommenders"]]
    db = sqlite3.connect(base)
    for run, recommender in runs.items():
        content = read_snapshot(db, int(run), "final")
        if content:
            (folder / "snapshot" / recommender).write_bytes(bytes([order.index(recommender)]) + content)


def hostile_value(draw, was=None):
    kind = draw.randrange(6)
    if kind == 0:
        return draw.choice(INTEGERS)
    if kind == 1:
        return draw.choice(REALS)
    if kind == 2:
        return draw.choice(TEXTS)
    if kind == 3:
        return draw.randbytes(draw.choice([0, 1, 3, 8, 400]))
    if kind == 4:
        return None
    if isinstance(was, int):
        return max(-(1 << 63), min((1 << 63) - 1, was + draw.choice([-1, 1, 1000, -1000, 86_400_000 * 400, -86_400_000 * 400])))
    if isinstance(was, str) and was:
        place = draw.randrange(len(was))
        return was[:place] + draw.choice(["", "{", "\"", "0", ","]) + was[place + 1:]
    if isinstance(was, bytes) and was:
        return was[:draw.randrange(len(was))]
    return draw.choice(INTEGERS)


def changed_json(draw, value):
    """One value somewhere within, replaced, removed or doubled."""
    if isinstance(value, dict) and value and draw.random() < .85:
        key = draw.choice(sorted(value))
        copy = dict(value)
        if draw.random() < .15:
            del copy[key]
        else:
            copy[key] = changed_json(draw, value[key])
        return copy
    if isinstance(value, list) and value and draw.random() < .6:
        place = draw.randrange(len(value))
        return value[:place] + [changed_json(draw, value[place])] + value[place + (draw.random() < .8):]
    return draw.choice(JSON_VALUES)


class ProjectMutations:
    """Each changes an open database (or a file); they are chosen by name and draw."""

    @staticmethod
    def cell(draw, db):
        table = draw.choice(OWN_TABLES)
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        rows = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if not columns or not rows:
            return
        column, place = draw.choice(columns), draw.randrange(rows)
        was = db.execute(f"SELECT {column} FROM {table} LIMIT 1 OFFSET {place}").fetchone()[0]
        value = hostile_value(draw, was)
        if draw.random() < .2:
            db.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (value,))
            return
        keys = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[5]]
        named = db.execute(f"SELECT {', '.join(keys)} FROM {table} LIMIT 1 OFFSET {place}").fetchone()
        where = " AND ".join(f"{key} IS ?" for key in keys)
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {where}", (value, *named))

    @staticmethod
    def json_value(draw, db):
        table, column = draw.choice([("run", "protocol"), ("run", "parameters"), ("run", "details"), ("import", "recipe"),
                                     ("import", "reasons"), ("setting", "value"), ("feature", "source"), ("item", "attributes"), ("run_curve", "parts")])
        rows = db.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1").fetchall()
        if not rows:
            return
        was = draw.choice(rows)[0]
        try:
            value = json.dumps(changed_json(draw, json.loads(was)))
        except ValueError:
            return
        if draw.random() < .1:
            value = draw.choice(TEXTS)
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (value, was))

    @staticmethod
    def ids(draw, db):
        what = draw.choice(["event_item", "event_user", "item", "user", "kind", "range", "delete_item", "delete_user", "event"])
        big = draw.choice([0, -5, 1 << 20, 1 << 28, (1 << 31) - 1, 1 << 31, 1 << 40, 1 << 62, -(1 << 63), (1 << 63) - 1])
        if what == "event_item":
            db.execute("UPDATE event SET item_id = ? WHERE id % 97 = ?", (big, draw.randrange(97)))
        elif what == "event_user":
            db.execute("UPDATE event SET user_id = ? WHERE id % 97 = ?", (big, draw.randrange(97)))
        elif what in ("item", "user"):
            db.execute(f"UPDATE OR IGNORE {what} SET id = ? WHERE id = ?", (big, draw.randrange(1, 50)))
        elif what == "kind":
            db.execute("UPDATE OR IGNORE event_kind SET id = ? WHERE id = ?", (big, draw.randrange(1, 4)))
            if draw.random() < .5:
                db.execute("UPDATE event SET kind = ?", (big,))
        elif what == "range":
            db.execute("UPDATE event_range SET first_event = ?, count = ? WHERE user_id % 5 = ?",
                       (draw.choice(INTEGERS), draw.choice(INTEGERS), draw.randrange(5)))
        elif what == "event":
            db.execute("UPDATE OR IGNORE event SET id = ? WHERE id = (SELECT max(id) FROM event)", (big,))
        else:
            db.execute(f"DELETE FROM {what[7:]} WHERE id % 7 = ?", (draw.randrange(7),))

    @staticmethod
    def counts(draw, db):
        column = draw.choice(["rows", "events", "rejected", "duplicates", "bytes", "first_event", "first_at", "last_at"])
        db.execute(f"UPDATE import SET {column} = ?", (draw.choice(INTEGERS),))

    @staticmethod
    def period(draw, db):
        shift = draw.choice([0, 86_400_000 * 3, -86_400_000 * 3, 86_400_000 * 4000, 1 << 50])
        if draw.random() < .5:
            db.execute("UPDATE import SET first_at = last_at + ?, last_at = first_at - ?", (shift, shift))
        else:
            db.execute("UPDATE import SET first_at = first_at + ?, last_at = last_at + ?", (shift, shift))

    @staticmethod
    def long_text(draw, db):
        table, column = draw.choice([("run", "name"), ("run", "note"), ("run", "recommender"), ("item", "title"), ("item", "key"),
                                     ("user", "key"), ("event_kind", "name"), ("import", "source"), ("run_metric", "name"),
                                     ("quarantine", "text"), ("session", "key"), ("run", "details"), ("setting", "value")])
        key = {"run_metric": "name", "setting": "key"}.get(table, "rowid")
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {key} = (SELECT min({key}) FROM {table})",
                   (draw.choice(["x", "x ", "\u4e2d", "{", "[", "&lt;"]) * draw.choice([100_000, 3_000_000, 10_000_000]),))

    @staticmethod
    def user_metric(draw, db):
        column = draw.choice(["users", "figures"])
        value = draw.choice([b"", b"abc", "text", 7, None, 2.5, draw.randbytes(80), draw.randbytes(81)])
        if value is not None:
            db.execute(f"UPDATE run_user_metric SET {column} = ? WHERE id % 3 = ?", (value, draw.randrange(3)))
        else:
            db.execute("DELETE FROM run_user_metric WHERE id % 3 = 0")

    @staticmethod
    def vectors(draw, db):
        column, value = draw.choice([("ids", hostile_value(draw)), ("hashes", hostile_value(draw)), ("vectors", hostile_value(draw)),
                                     ("vectors", struct.pack("<f", draw.choice([float("nan"), float("inf"), 1e38])) * 16),
                                     ("vectors", draw.randbytes(16 * 4 * 80)), ("number", draw.choice(INTEGERS))])
        db.execute(f"UPDATE OR IGNORE feature_chunk SET {column} = ?", (value,))
        if draw.random() < .3:
            db.execute("UPDATE feature SET dims = ?", (draw.choice([0, -1, 1, 15, 17, 1 << 31, 1 << 62]),))

    @staticmethod
    def graphs(draw, db):
        table, columns = draw.choice([("graph_source", ["id", "origin", "detail", "at"]), ("graph_entity", ["id", "name", "source_id"]),
                                      ("graph_relation", ["id", "name", "source_id"]),
                                      ("graph_triple", ["head", "relation", "tail", "source_id"]),
                                      ("graph_link", ["entity", "subject", "key", "source_id"])])
        value = draw.choice([hostile_value(draw), draw.choice(INTEGERS)])
        db.execute(f"UPDATE OR IGNORE {table} SET {draw.choice(columns)} = ? WHERE abs(random()) % 3 = 0", (value,))

    @staticmethod
    def versions(draw, db):
        if draw.random() < .8:
            db.execute(f"PRAGMA user_version = {draw.choice([-1, 0, 1, 2, 3, 4, 100, 2147483647, -2147483648])}")
        else:
            db.execute(f"PRAGMA application_id = {draw.choice([0, -1, 1])}")

    @staticmethod
    def trigger(draw, db):
        table = draw.choice(["event", "import", "run", "setting", "item", "snapshot", "user", "event_range"])
        body = draw.choice(["DELETE FROM event", "INSERT INTO item(key) SELECT hex(randomblob(9)) FROM event",
                            "UPDATE event SET item_id = 1 << 31",
                            "INSERT INTO setting(key, value) WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
                            "SELECT n, n FROM r"])
        when = draw.choice(["AFTER INSERT", "BEFORE INSERT", "AFTER UPDATE", "AFTER DELETE", "BEFORE DELETE"])
        db.execute(f"CREATE TRIGGER foreign_{draw.randrange(1000)} {when} ON {table} BEGIN {body}; END")

    @staticmethod
    def view(draw, db):
        table = draw.choice(OWN_TABLES)
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        db.execute(f"ALTER TABLE {table} RENAME TO their_{table}")
        body = draw.choice([f"SELECT * FROM their_{table}",
                            f"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT " +
                            ", ".join(f"n AS \"{column}\"" for column in columns) + " FROM r",
                            "SELECT 1 AS id", f"SELECT * FROM {table}", f"SELECT a.* FROM their_{table} a, their_{table} b, their_{table} c"])
        db.execute(f"CREATE VIEW {table} AS {body}")

    @staticmethod
    def virtual_table(draw, db):
        table = draw.choice(OWN_TABLES)
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(f"DROP TABLE {table}")
        db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(columns) or 'a'})")

    @staticmethod
    def analysts_own(draw, db):
        """Harmless: tables, views, indexes beside ours, and a trigger on them."""
        db.execute("CREATE TABLE notes(id INTEGER PRIMARY KEY, text)")
        db.execute("CREATE VIEW best AS SELECT item_id, count(*) FROM event GROUP BY item_id")
        db.execute("CREATE INDEX event_item ON event(item_id)")
        db.execute("CREATE TRIGGER kept AFTER INSERT ON notes BEGIN UPDATE notes SET text = 'x'; END")

    @staticmethod
    def schema(draw, db):
        table = draw.choice(OWN_TABLES)
        what = draw.randrange(5)
        db.execute("PRAGMA foreign_keys = OFF")
        if what == 0:
            db.execute(f"DROP TABLE IF EXISTS {table}")
        elif what == 1:
            db.execute(f"ALTER TABLE {table} ADD COLUMN extra INTEGER DEFAULT (abs(random()))" if draw.random() < .3
                       else f"ALTER TABLE {table} ADD COLUMN extra INTEGER")
        elif what == 2:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if not row[5]]
            if columns:
                db.execute(f"ALTER TABLE {table} DROP COLUMN {draw.choice(columns)}")
        elif what == 3:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            db.execute(f"ALTER TABLE {table} RENAME COLUMN {draw.choice(columns)} TO other")
        else:
            db.execute("PRAGMA writable_schema = ON")
            sql = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            if sql:
                text = sql[0].replace("INTEGER", draw.choice(["TEXT", "BLOB", "INTEGER CHECK(0)", "REAL"]), 1)
                db.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (text, table))

    @staticmethod
    def rows(draw, db):
        table = draw.choice(OWN_TABLES)
        if draw.random() < .6:
            db.execute(f"DELETE FROM {table} WHERE random() % 3 = 0" if draw.random() < .0 else f"DELETE FROM {table}")
        else:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
            db.execute(f"INSERT OR IGNORE INTO {table}({', '.join(columns)}) SELECT {', '.join(columns)} FROM {table}")


LOGICAL = [name for name in vars(ProjectMutations) if not name.startswith("_")]


def change_bytes(draw, path):
    data = bytearray(path.read_bytes())
    page = 8192
    for _ in range(draw.choice([1, 1, 2, 5, 40])):
        kind = draw.randrange(8)
        place = draw.randrange(len(data)) if draw.random() < .8 else draw.randrange(min(len(data), 200))
        if kind == 0:
            data[place] ^= 1 << draw.randrange(8)
        elif kind == 1:
            data[place:place + 4] = draw.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", draw.randbytes(4)])
        elif kind == 2:
            data[place:place + 64] = draw.randbytes(64)
        elif kind == 3:
            number = draw.randrange(max(1, len(data) // page))
            data[number * page:(number + 1) * page] = bytes(page)
        elif kind == 4:
            a, b = draw.randrange(len(data) // page), draw.randrange(len(data) // page)
            data[a * page:(a + 1) * page] = data[b * page:(b + 1) * page]
        elif kind == 5:
            del data[max(100, place):]
        elif kind == 6:  # a page's own head: kind, cells, right-most child
            number = draw.randrange(len(data) // page)
            head = number * page + (100 if number == 0 else 0)
            data[head + draw.randrange(12)] = draw.randrange(256)
        else:
            number = draw.randrange(len(data) // page)  # a child refers to another page, perhaps in a circle
            data[number * page + 8:number * page + 12] = struct.pack(">I", draw.randrange(1, len(data) // page + 1))
        if len(data) < page:
            break
    path.write_bytes(data)


def opened(path):
    """A copy that is thrown away needs no journal."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
    except sqlite3.Error:  # damaged already
        pass
    return db


def mutate_project(draw, path):
    said = []
    if draw.random() < .35:
        change_bytes(draw, path)
        return ["bytes"]
    for _ in range(draw.choice([1, 1, 1, 2, 3])):
        name = draw.choice(LOGICAL)
        said.append(name)
        db = opened(path)
        try:
            getattr(ProjectMutations, name)(draw, db)
        except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
            said[-1] += f" ({error})"
        finally:
            db.close()
    if draw.random() < .1:
        change_bytes(draw, path)
        said.append("bytes")
    return said


def read_snapshot(db, run, name):
    return b"".join(row[0] for row in db.execute("SELECT data FROM snapshot WHERE run_id = ? AND name = ? ORDER BY chunk", (run, name)))


def write_snapshot(db, run, name, data, checksums):
    db.execute("DELETE FROM snapshot WHERE run_id = ? AND name = ?", (run, name))
    for chunk in range(max(1, -(-len(data) // (1 << 20)))):
        piece = bytes(data[chunk << 20:(chunk + 1) << 20])
        db.execute("INSERT INTO snapshot(run_id, name, chunk, data, checksum) VALUES(?, ?, ?, ?, ?)",
                   (run, name, chunk, piece, zlib.crc32(piece) if checksums else None))


def change_snapshot(draw, data):
    data = bytearray(data)
    for _ in range(draw.choice([1, 1, 2, 6])):
        kind = draw.randrange(7)
        place = draw.randrange(max(1, len(data) - 8)) & ~3 if draw.random() < .6 else draw.randrange(0, max(1, min(len(data) - 8, 400)), 4)
        if kind == 0:
            data[place:place + 8] = struct.pack("<Q", draw.choice([0, 1, 1 << 20, 1 << 31, 1 << 40, 1 << 62, (1 << 64) - 1, 100_000]))
        elif kind == 1:
            data[place:place + 4] = struct.pack("<I", draw.choice([0, 1, 0xffffffff, 0x7fffffff, 100_000, 1 << 24]))
        elif kind == 2:
            data[place:place + 4] = struct.pack("<f", draw.choice([float("nan"), float("inf"), -1.0, 1e38]))
        elif kind == 3:
            del data[place:]
        elif kind == 4:
            data[place:place] = draw.randbytes(draw.choice([1, 4, 8, 4096]))
        elif kind == 5:
            data[place] ^= 1 << draw.randrange(8)
        else:  # counts before arrays: small numbers in eight bytes
            counts = [at for at in range(4, len(data) - 8, 4) if 0 < struct.unpack_from("<Q", data, at)[0] < 20_000]
            if counts:
                at = draw.choice(counts)
                was = struct.unpack_from("<Q", data, at)[0]
                data[at:at + 8] = struct.pack("<Q", draw.choice([0, was - 1, was + 1, was * 2, 1 << 62, was + 100_000]))
        if len(data) < 16:
            break
    return data


def mutate_ids_of_snapshot(draw, data):
    """The head: a magic number, then products and shoppers as counts (big-endian) and differences of ids."""
    data = bytearray(data)
    items = struct.unpack_from(">Q", data, 4)[0]
    users_at = 12 + items * 4
    what = draw.randrange(4)
    if what == 0:
        data[4:12] = struct.pack(">Q", draw.choice([0, 1, items - 1, items + 1, items + 100_000, 1 << 62, (1 << 64) - 1]))
    elif what == 1:
        data[users_at:users_at + 8] = struct.pack(">Q", draw.choice([0, 1, 1 << 62, 100_000, 1 << 30]))
    elif what == 2:
        place = 12 + 4 * draw.randrange(items)
        data[place:place + 4] = struct.pack(">I", draw.choice([0, 0xffffffff, 1 << 28]))
    else:  # products that are not there: the whole head anew
        users = struct.unpack_from(">Q", data, users_at)[0]
        rest = data[users_at + 8 + users * 4:]
        fewer, more = draw.choice([items, items - 1, items + 1000]), draw.choice([users, users + 5000, 0])
        data = data[:4] + struct.pack(">Q", fewer) + struct.pack(f">{fewer}I", *([1] * fewer)) + \
            struct.pack(">Q", more) + struct.pack(f">{more}I", *([1] * more)) + rest
    return data


def mutate_snapshot(draw, path, runs):
    db = opened(path)
    kept = [row[0] for row in db.execute("SELECT DISTINCT run_id FROM snapshot ORDER BY 1")]
    run = draw.choice(kept)
    said = [f"run {run} ({runs.get(str(run))})"]
    data = read_snapshot(db, run, "final")
    if draw.random() < .25 and len(data) > 40:
        data = mutate_ids_of_snapshot(draw, data)
        said.append("ids")
    else:
        data = change_snapshot(draw, data)
        said.append("content")
    write_snapshot(db, run, "final", data, draw.random() < .7)
    if draw.random() < .15:
        table = draw.choice(["item", "user"])
        db.execute(f"DELETE FROM {table} WHERE id % 3 = ?", (draw.randrange(3),))
        said.append(f"{table}s deleted")
    if draw.random() < .05:
        db.execute("UPDATE OR IGNORE snapshot SET chunk = chunk + ?, data = ? WHERE run_id = ?", (draw.choice([0, 1, 1 << 40]), draw.choice(["text", 5, b""]), run))
        said.append("chunks")
    db.close()
    return run, said


def mutate_checkpoint(draw, path, stopped):
    run = draw.choice(sorted(stopped, key=int))
    db = opened(path)
    data = change_snapshot(draw, read_snapshot(db, run, "checkpoint"))
    write_snapshot(db, run, "checkpoint", data, draw.random() < .7)
    db.close()
    return run, [f"run {run} ({stopped[run]})", "checkpoint"]


def project_command(draw, path, folder, runs):
    numbers = sorted(runs, key=int)
    run, other = draw.choice(numbers), draw.choice(numbers)
    out = str(folder / "out")
    user = f"u{draw.randrange(60)}"
    return draw.choice([
        ["info", path], ["info", path], ["runs", path], ["runs", path], ["runs", path, "--ranked"], ["quarantine", path],
        ["recommend", path, "--run", run, "--user", user, "--explain"],
        ["recommend", path, "--run", run, "--user", user, "--input", "evaluated"],
        ["recommend", path, "--run", run, "--history", "p1,p2,p3"],
        ["recommend", path, "--run", run, "--all-users", "--out", out + ".csv"],
        ["compare", path, "--runs", f"{run},{other}"], ["compare", path, "--runs", "1,2"],
        ["report", path, "--out", out + ".html"], ["report", path, "--out", out + ".html"],
        ["export", path, "events", "--out", out + ".csv"], ["export", path, "items", "--out", out + ".csv"],
        ["export", path, "metrics", "--out", out + ".csv"], ["export", path, "quarantine", "--out", out + ".csv"],
        ["export", path, "lists", "--run", run, "--out", out + ".csv"],
        ["evaluate", path, "--run", run], ["update", path, "--run", run],
        ["train", path, "--recommender", "popularity"], ["train", path, "--recommender", "item-knn"],
        ["import", path, str(folder / "more.csv")], ["import", path, "--undo", "1"], ["items", path, str(folder / "items.csv"), "--again"],
        ["runs", path, "--delete", run], ["runs", path, "--name", run, "other"], ["rescue", path, "--out", out + ".aisle"],
        ["import", path, str(folder / "more.csv"), "--again"],
        ["features", path, "list"], ["features", path, "neighbours", "words", "--item", f"p{draw.randrange(70)}"],
        ["features", path, "encode", "words", "--text", "title,category", "--dims", "16"], ["features", path, "delete", "words"],
        ["graph", path, "info"], ["graph", path, "paths", "--user", user, "--item", f"p{draw.randrange(70)}"],
        ["graph", path, "build"], ["graph", path, "add", "p1", "is", "it"], ["graph", path, "undo", "1"],
    ])


def snapshot_command(draw, path, folder, run):
    out = str(folder / "out")
    other = "1" if run != 1 else "2"
    user = f"u{draw.randrange(60)}"
    return draw.choice([
        ["recommend", path, "--run", str(run), "--user", user, "--explain"],
        ["recommend", path, "--run", str(run), "--user", user, "--input", "evaluated"],
        ["recommend", path, "--run", str(run), "--history", "p1,p2,p3"],
        ["recommend", path, "--run", str(run), "--all-users", "--out", out + ".csv"],
        ["compare", path, "--runs", f"{run},{other}"], ["report", path, "--out", out + ".html"],
        ["evaluate", path, "--run", str(run)], ["update", path, "--run", str(run)],
    ])


def limited():
    os.nice(19)
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sentences(output, errors):
    found = errors
    try:
        found += "\n" + json.loads(output)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        pass
    return found


class Runner:
    """Runs commands by a fork server, which starts in a moment, or as programs."""

    def __init__(self, options):
        self.options = options
        self.cli = str(Path(options.cli).resolve())
        self.environment = {**os.environ, "GOMP_SPINCOUNT": "1000", "QT_LOGGING_RULES": "*=false"}
        self.server = None
        if options.server:
            self.server = subprocess.Popen([str(Path(options.server).resolve()), str(int(options.seconds) + 2)], text=True,
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=limited, env=self.environment)

    def run(self, command, folder):
        """@return exit status (negative: a signal), CPU seconds, kilobytes, standard output, standard error"""
        words = ["--json", "--quiet", "--threads", "1", *command]
        out, err = folder / "stdout", folder / "stderr"
        if self.server:
            self.server.stdin.write("\t".join([str(out), str(err), *words]) + "\n")
            self.server.stdin.flush()
            status, seconds, kilobytes = self.server.stdout.readline().split("\t")
            status, seconds, kilobytes = int(status), float(seconds), int(kilobytes)
        else:
            with open(out, "wb") as output, open(err, "wb") as errors:
                child = subprocess.Popen([self.cli, *words], stdout=output, stderr=errors, preexec_fn=self.child, env=self.environment)
                _, code, usage = os.wait4(child.pid, 0)
            status = child.returncode = os.waitstatus_to_exitcode(code)
            seconds, kilobytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
        return status, seconds, kilobytes, out.read_text(errors="replace"), err.read_text(errors="replace")

    def child(self):
        limited()
        most = int(self.options.seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))

    def judged(self, command, folder):
        """@return what is wrong with this run, its words"""
        status, seconds, kilobytes, output, errors = self.run(command, folder)
        problems = []
        if seconds > self.options.seconds:  # the limit on it ends the program
            problems.append(f"hang ({seconds:.0f} s of CPU)")
        elif status < 0 or status > 3:
            problems.append(f"crash {status}")
        if kilobytes > self.options.megabytes * 1024:
            problems.append(f"memory {kilobytes // 1024} MB")
        said = sentences(output, errors)
        if status != 0 and (INTERNALS.search(re.sub(r"\S*/\S*", "", said)) or '"internal"' in output):
            problems.append("internals")
        return problems, said.strip()[:400]


def one(name, base, runs, runner, folder, options):
    """Makes the file of this name and runs a command on it."""
    draw = random.Random(f"{options.seed}-{name}")
    path = folder / "shop.aisle"
    for left in folder.glob("shop*"):
        left.unlink()
    for left in folder.glob("out*"):
        left.unlink()
    shutil.copyfile(base, path)
    if name.startswith("p"):
        said = mutate_project(draw, path)
        command = project_command(draw, str(path), folder, runs)
    elif name.startswith("c"):
        run, said = mutate_checkpoint(draw, path, runs)
        command = ["train", str(path), "--resume", run]
    else:
        run, said = mutate_snapshot(draw, path, runs)
        command = snapshot_command(draw, str(path), folder, run)
    if options.keep and options.only:
        Path(options.keep).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, Path(options.keep) / f"{name}.aisle")
    problems, words = runner.judged(command, folder)
    return {"name": name, "mutations": said, "command": command[:1] + command[2:], "problems": problems, "said": words}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True, help="the aisle-cli to run")
    parser.add_argument("--server", help="aisle-cli-forks, which starts each command in a moment")
    parser.add_argument("--projects", type=int, default=3000)
    parser.add_argument("--snapshots", type=int, default=1000)
    parser.add_argument("--checkpoints", type=int, default=300)
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--seconds", type=float, default=25, help="of CPU time that a run may take")
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--base", help="folder that keeps the project everything is made from")
    parser.add_argument("--seeds", help="only writes seeds for the fuzz targets into this folder")
    parser.add_argument("--only", help="one name, such as p12 or s7")
    parser.add_argument("--keep", help="folder for the files that failed")
    options = parser.parse_args()
    cli = str(Path(options.cli).resolve())
    with tempfile.TemporaryDirectory(prefix="aisle-fuzz-") as work:
        folder = Path(work)
        base, runs = make_base(cli, Path(options.base) if options.base else folder / "base")
        if options.seeds:
            write_seeds(cli, base, runs, Path(options.seeds))
            return 0
        for name in ("more.csv", "items.csv"):
            shutil.copyfile(base.parent / name, folder / name)
        names = [options.only] if options.only else \
            [f"p{n}" for n in range(options.first, options.first + options.projects)] + \
            [f"s{n}" for n in range(options.first, options.first + options.snapshots)] + \
            [f"c{n}" for n in range(options.first, options.first + options.checkpoints)]
        stopped = make_stopped(cli, base) if any(name.startswith("c") for name in names) else None
        failed, runner = [], Runner(options)
        for count, name in enumerate(names, 1):
            found = one(name, *(stopped if name.startswith("c") else (base, runs)), runner, folder, options)
            if options.only:
                print(json.dumps(found, indent=1))
            if found["problems"]:
                failed.append(found)
                print(json.dumps(found), flush=True)
                if options.keep:
                    Path(options.keep).mkdir(parents=True, exist_ok=True)
            if count % 50 == 0:
                print(f"{count} of {len(names)}, {len(failed)} failed", file=sys.stderr, flush=True)
    print(json.dumps({"runs": len(names), "failed": len(failed),
                      "crashes": sum(any("crash" in p for p in f["problems"]) for f in failed),
                      "hangs": sum(any("hang" in p for p in f["problems"]) for f in failed),
                      "memory": sum(any("memory" in p for p in f["problems"]) for f in failed),
                      "internals": sum("internals" in f["problems"] for f in failed)}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
