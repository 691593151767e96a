#!/usr/bin/env python3
"""A tiny Transformer over products with ICLRec's tensor names, and the scores that the published formulas give it.

Written from the papers, in plain Python and double precision, so that the program's own network is checked against
something that shares nothing with it: the sum of item and position (the newest item has the last position) is normed,
each layer attends to what is not newer (2 heads, scaled dot products), adds and norms, passes through GELU (erf) and
adds and norms again; a product's score is the product of its row with the newest item's state.
"""
import json
import math
import pathlib
import random
import struct

HERE = pathlib.Path(__file__).parent
ITEMS, WIDTH, HEADS, LAYERS, LENGTH, EPSILON = 20, 8, 2, 2, 6, 1e-12
HISTORIES = [[1], [5, 3], [7, 7, 2, 9], [20, 1, 20, 4, 11, 6], [2, 4, 6, 8, 10, 12, 14, 16, 18]]

tensors = {}
draw = random.Random(5)


def single(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def make(name, *shape, around=0.0, spread=0.4):
    count = math.prod(shape)
    values = [single(around + spread * draw.gauss(0, 1)) for _ in range(count)]
    tensors[name] = (shape, values)


def rows(name):
    (_, width), values = tensors[name]
    return [values[at:at + width] for at in range(0, len(values), width)]


def vector(name):
    return tensors[name][1]


def dense(name, x):
    return [sum(w * v for w, v in zip(row, x)) + b for row, b in zip(rows(name + ".weight"), vector(name + ".bias"))]


def norm(name, x):
    mean = sum(x) / len(x)
    deviation = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + EPSILON)
    return [(v - mean) / deviation * g + b for v, g, b in zip(x, vector(name + ".weight"), vector(name + ".bias"))]


def add(a, b):
    return [x + y for x, y in zip(a, b)]


def gelu(x):
    return x * 0.5 * (1 + math.erf(x / math.sqrt(2)))


def attend(layer, states):
    size = WIDTH // HEADS
    queries, keys, values = ([dense(f"{layer}.attention.{part}", x) for x in states] for part in ("query", "key", "value"))
    out = []
    for place, query in enumerate(queries):
        row = []
        for head in range(HEADS):
            part = slice(head * size, (head + 1) * size)
            weights = [math.exp(sum(q * k for q, k in zip(query[part], key[part])) / math.sqrt(size))
                       for key in keys[:place + 1]]
            row += [sum(w * value[part][d] for w, value in zip(weights, values)) / sum(weights) for d in range(size)]
        out.append(row)
    return out


def scores(history):
    shown = history[-LENGTH:]
    items, positions = rows("item_embeddings.weight"), rows("position_embeddings.weight")
    states = [norm("LayerNorm", add(items[item], positions[LENGTH - len(shown) + place]))
              for place, item in enumerate(shown)]
    for number in range(LAYERS):
        layer = f"item_encoder.layer.{number}"
        attended = attend(layer, states)
        states = [norm(f"{layer}.attention.LayerNorm", add(dense(f"{layer}.attention.dense", a), x))
                  for a, x in zip(attended, states)]
        inner = [[gelu(v) for v in dense(f"{layer}.intermediate.dense_1", x)] for x in states]
        states = [norm(f"{layer}.intermediate.LayerNorm", add(dense(f"{layer}.intermediate.dense_2", i), x))
                  for i, x in zip(inner, states)]
    return [sum(w * v for w, v in zip(items[item], states[-1])) for item in range(1, ITEMS + 1)]


make("item_embeddings.weight", ITEMS + 2, WIDTH)
make("position_embeddings.weight", LENGTH, WIDTH)
make("LayerNorm.weight", WIDTH, around=1, spread=0.2)
make("LayerNorm.bias", WIDTH)
for n in range(LAYERS):
    start = f"item_encoder.layer.{n}"
    for part in ("attention.query", "attention.key", "attention.value", "attention.dense"):
        make(f"{start}.{part}.weight", WIDTH, WIDTH)
        make(f"{start}.{part}.bias", WIDTH)
    make(f"{start}.intermediate.dense_1.weight", 4 * WIDTH, WIDTH)
    make(f"{start}.intermediate.dense_1.bias", 4 * WIDTH)
    make(f"{start}.intermediate.dense_2.weight", WIDTH, 4 * WIDTH)
    make(f"{start}.intermediate.dense_2.bias", WIDTH)
    for part in ("attention.LayerNorm", "intermediate.LayerNorm"):
        make(f"{start}.{part}.weight", WIDTH, around=1, spread=0.2)
        make(f"{start}.{part}.bias", WIDTH)

header, data = {}, b""
for name, (shape, values) in tensors.items():
    packed = struct.pack(f"<{len(values)}f", *values)
    header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [len(data), len(data) + len(packed)]}
    data += packed
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
(HERE / "transformer.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
expected = [{"history": history, "scores": [round(score, 6) for score in scores(history)]} for history in HISTORIES]
lines = ",\n".join(json.dumps(one) for one in expected)
(HERE / "transformer.json").write_text(f'{{"items": {ITEMS}, "heads": {HEADS}, "expected": [\n{lines}\n]}}\n')
