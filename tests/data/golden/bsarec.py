#!/usr/bin/env python3
"""A tiny BSARec under its authors' tensor names, and the states that its formulas give the newest place of windows.

Written from the paper and what its published program computes, in plain Python and double precision, so that the
program's own network is checked against something that shares nothing with it. A window is filled up on the left with
row 0; the sum of item and position is normed. A layer adds two halves: the window less its high frequencies (a discrete
Fourier transform with all but the lowest bins left out) and the rest times a squared weight, added and normed; and
attention (2 heads) whose scores lose 10,000 where a key is empty or newer, added and normed. GELU (erf), added and
normed, ends it. Nothing is left out for speed: all places go through all layers.
"""
import cmath
import json
import math
import pathlib
import random
import struct

HERE = pathlib.Path(__file__).parent
ITEMS, WIDTH, HEADS, LAYERS, LENGTH, EPSILON, SHARE = 12, 8, 2, 2, 6, 1e-12, 0.7
CUTOFFS = [1, 3, 5, 7]
HISTORIES = [[], [4], [5, 3], [7, 7, 2, 9], [12, 1, 12, 4, 11, 6], [2, 4, 6, 8, 10, 12, 1, 3, 5]]

tensors = {}
draw = random.Random(11)


def make(name, *shape, around=0.0, spread=0.4):
    values = [struct.unpack("<f", struct.pack("<f", around + spread * draw.gauss(0, 1)))[0]
              for _ in range(math.prod(shape))]
    tensors[name] = (shape, values)


def vector(name):
    return tensors[name][1]


def rows(name):
    (_, width), values = tensors[name]
    return [values[at:at + width] for at in range(0, len(values), width)]


def dense(name, x):
    return [sum(w * v for w, v in zip(row, x)) + b for row, b in zip(rows(name + ".weight"), vector(name + ".bias"))]


def norm(name, x):
    mean = sum(x) / len(x)
    deviation = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + EPSILON)
    return [(v - mean) / deviation * g + b for v, g, b in zip(x, vector(name + ".weight"), vector(name + ".bias"))]


def add(a, b):
    return [x + y for x, y in zip(a, b)]


def low_frequencies(signal, bins):
    """Bins 0 .. bins - 1 of the transform of a real signal, and back."""
    length = len(signal)
    kept = []
    for k in range(length // 2 + 1):
        kept.append(sum(v * cmath.exp(-2j * cmath.pi * k * t / length) for t, v in enumerate(signal))
                    if k < bins else 0)
    full = kept + [kept[length - k].conjugate() if kept[length - k] else 0 for k in range(length // 2 + 1, length)]
    return [sum(v * cmath.exp(2j * cmath.pi * k * t / length) for k, v in enumerate(full)).real / length
            for t in range(length)]


def filtered(layer, states, cutoff):
    columns = [low_frequencies([x[d] for x in states], cutoff // 2 + 1) for d in range(WIDTH)]
    weights = [b * b for b in vector(f"{layer}.filter_layer.sqrt_beta")]
    out = []
    for t, x in enumerate(states):
        mixed = [columns[d][t] + weights[d] * (x[d] - columns[d][t]) for d in range(WIDTH)]
        out.append(norm(f"{layer}.filter_layer.LayerNorm", add(mixed, x)))
    return out


def attended(layer, states, is_event):
    size, name = WIDTH // HEADS, f"{layer}.attention_layer"
    queries, keys, values = ([dense(f"{name}.{part}", x) for x in states] for part in ("query", "key", "value"))
    out = []
    for place, query in enumerate(queries):
        row = []
        for head in range(HEADS):
            part = slice(head * size, (head + 1) * size)
            scores = [sum(q * k for q, k in zip(query[part], key[part])) / math.sqrt(size)
                      - (0 if is_event[at] and at <= place else 10000) for at, key in enumerate(keys)]
            weights = [math.exp(score - max(scores)) for score in scores]
            row += [sum(w * value[part][d] for w, value in zip(weights, values)) / sum(weights) for d in range(size)]
        out.append(norm(f"{name}.LayerNorm", add(dense(f"{name}.dense", row), states[place])))
    return out


def newest_state(history, cutoff):
    shown = history[-LENGTH:]
    window = [0] * (LENGTH - len(shown)) + shown
    items, positions = rows("item_embeddings.weight"), rows("position_embeddings.weight")
    states = [norm("LayerNorm", add(items[item], position)) for item, position in zip(window, positions)]
    for number in range(LAYERS):
        block = f"item_encoder.blocks.{number}"
        heard = filtered(f"{block}.layer", states, cutoff)
        seen = attended(f"{block}.layer", states, [item > 0 for item in window])
        states = [[SHARE * f + (1 - SHARE) * a for f, a in zip(*both)] for both in zip(heard, seen)]
        inner = [[v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in dense(f"{block}.feed_forward.dense_1", x)]
                 for x in states]
        states = [norm(f"{block}.feed_forward.LayerNorm", add(dense(f"{block}.feed_forward.dense_2", i), x))
                  for i, x in zip(inner, states)]
    return states[-1]


def make_norm(name):
    make(f"{name}.weight", WIDTH, around=1, spread=0.2)
    make(f"{name}.bias", WIDTH)


make("item_embeddings.weight", ITEMS + 1, WIDTH)
make("position_embeddings.weight", LENGTH, WIDTH)
make_norm("LayerNorm")
for n in range(LAYERS):
    start = f"item_encoder.blocks.{n}"
    make(f"{start}.layer.filter_layer.sqrt_beta", 1, 1, WIDTH, spread=1)
    make_norm(f"{start}.layer.filter_layer.LayerNorm")
    for one in ("query", "key", "value", "dense"):
        make(f"{start}.layer.attention_layer.{one}.weight", WIDTH, WIDTH)
        make(f"{start}.layer.attention_layer.{one}.bias", WIDTH)
    make_norm(f"{start}.layer.attention_layer.LayerNorm")
    make(f"{start}.feed_forward.dense_1.weight", 4 * WIDTH, WIDTH)
    make(f"{start}.feed_forward.dense_1.bias", 4 * WIDTH)
    make(f"{start}.feed_forward.dense_2.weight", WIDTH, 4 * WIDTH)
    make(f"{start}.feed_forward.dense_2.bias", WIDTH)
    make_norm(f"{start}.feed_forward.LayerNorm")

header, data = {}, b""
for name, (shape, values) in tensors.items():
    packed = struct.pack(f"<{len(values)}f", *values)
    header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [len(data), len(data) + len(packed)]}
    data += packed
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
(HERE / "bsarec.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
expected = [{"cutoff": cutoff, "states": [[round(v, 7) for v in newest_state(history, cutoff)] for history in HISTORIES]}
            for cutoff in CUTOFFS]
lines = ",\n".join(json.dumps(one) for one in expected)
(HERE / "bsarec.json").write_text(f'{{"heads": {HEADS}, "share": {SHARE}, "histories": {json.dumps(HISTORIES)}, '
                                  f'"expected": [\n{lines}\n]}}\n')
