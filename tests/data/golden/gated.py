#!/usr/bin/env python3
"""Two layers each of LiGR and HSTU with given numbers, and what the published formulas make of two short sequences.

Written from the papers, in plain Python and double precision, so that the program's encoders are checked against
something that shares nothing with them. Tensors are listed in the order that gatedencoders.h names.
"""
import json
import math
import pathlib
import random
import struct

HERE = pathlib.Path(__file__).parent
WIDTH, HEADS, LAYERS, LONGEST, INNER, BUCKETS = 8, 2, 2, 6, 2, 128
EACH = WIDTH // HEADS
LENGTHS = [5, 3]
NO_TIME = None
START = 1_700_000_000_000
TIMES = [[START, START + 4_000, START + 4_000, START + 90_000_000, START + 40_000_000_000],
         [START, NO_TIME, START + 700_000]]

draw = random.Random(11)


def single(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def numbers(rows, columns=None, around=0.0, spread=0.4):
    row = lambda: [single(around + spread * draw.gauss(0, 1)) for _ in range(columns or rows)]
    return [row() for _ in range(rows)] if columns else row()


def times_matrix(matrix, x):
    return [sum(w * v for w, v in zip(row, x)) for row in matrix]


def add(*all_of):
    return [sum(parts) for parts in zip(*all_of)]


def multiply(a, b):
    return [x * y for x, y in zip(a, b)]


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def silu(x):
    return x * sigmoid(x)


def norm(x, epsilon):
    mean = sum(x) / len(x)
    deviation = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + epsilon)
    return [(v - mean) / deviation for v in x]


def heads_of(x):
    return [x[h * EACH:(h + 1) * EACH] for h in range(HEADS)]


def product(a, b):
    return sum(x * y for x, y in zip(a, b))


class Ligr:
    def __init__(self):
        self.positions = numbers(LONGEST, WIDTH)
        self.layers = [dict(gain1=numbers(WIDTH, around=1, spread=.2), bias1=numbers(WIDTH),
                            project=numbers(3 * WIDTH, WIDTH), project_bias=numbers(3 * WIDTH),
                            out=numbers(WIDTH, WIDTH), out_bias=numbers(WIDTH),
                            gate1=numbers(WIDTH, WIDTH), gate1_bias=numbers(WIDTH),
                            gain2=numbers(WIDTH, around=1, spread=.2), bias2=numbers(WIDTH),
                            activation=numbers(INNER * WIDTH, WIDTH), value=numbers(INNER * WIDTH, WIDTH),
                            outer=numbers(WIDTH, INNER * WIDTH),
                            gate2=numbers(WIDTH, WIDTH), gate2_bias=numbers(WIDTH)) for _ in range(LAYERS)]

    def tensors(self):
        return [self.positions] + [tensor for layer in self.layers for tensor in layer.values()]

    def attend(self, layer, xs):
        projected = [add(times_matrix(layer["project"], x), layer["project_bias"]) for x in xs]
        out = []
        for place, own in enumerate(projected):
            mixed = []
            for h in range(HEADS):
                query = heads_of(own[:WIDTH])[h]
                weights = [math.exp(product(query, heads_of(other[WIDTH:2 * WIDTH])[h]) / math.sqrt(EACH))
                           for other in projected[:place + 1]]
                values = [heads_of(other[2 * WIDTH:])[h] for other in projected[:place + 1]]
                mixed += [sum(w * v[d] for w, v in zip(weights, values)) / sum(weights) for d in range(EACH)]
            out.append(add(times_matrix(layer["out"], mixed), layer["out_bias"]))
        return out

    def states(self, inputs, _times):
        xs = [add([math.sqrt(WIDTH) * v for v in x], self.positions[len(inputs) - 1 - place])
              for place, x in enumerate(inputs)]
        for layer in self.layers:
            read = [add(multiply(norm(x, 1e-5), layer["gain1"]), layer["bias1"]) for x in xs]
            gates = [[sigmoid(v) for v in add(times_matrix(layer["gate1"], x), layer["gate1_bias"])] for x in xs]
            xs = [add(x, multiply(g, a)) for x, g, a in zip(xs, gates, self.attend(layer, read))]
            for place, x in enumerate(xs):
                read = add(multiply(norm(x, 1e-5), layer["gain2"]), layer["bias2"])
                inner = multiply([silu(v) for v in times_matrix(layer["activation"], read)],
                                 times_matrix(layer["value"], read))
                gate = [sigmoid(v) for v in add(times_matrix(layer["gate2"], x), layer["gate2_bias"])]
                xs[place] = add(x, multiply(gate, times_matrix(layer["outer"], inner)))
        return xs


class Hstu:
    def __init__(self):
        self.positions = numbers(LONGEST, WIDTH)
        self.layers = [dict(project=numbers(4 * WIDTH, WIDTH), out=numbers(WIDTH, WIDTH), out_bias=numbers(WIDTH),
                            places=numbers(LONGEST, 1), times=numbers(BUCKETS + 1, 1)) for _ in range(LAYERS)]

    def tensors(self):
        return [self.positions] + [tensor for layer in self.layers for tensor in layer.values()]

    @staticmethod
    def bias(layer, to, start, times):
        sum_of = layer["places"][to - start][0]
        if times and times[to] is not NO_TIME and times[start] is not NO_TIME:
            seconds = max(1, (times[to] - times[start]) / 1000)
            sum_of += layer["times"][min(BUCKETS, int(math.log(seconds) / .301))][0]
        return sum_of

    def states(self, inputs, times):
        xs = [add([math.sqrt(WIDTH) * v for v in x], self.positions[place]) for place, x in enumerate(inputs)]
        for layer in self.layers:
            parts = [[silu(v) for v in times_matrix(layer["project"], norm(x, 1e-6))] for x in xs]
            us, vs, qs, ks = ([part[n * WIDTH:(n + 1) * WIDTH] for part in parts] for n in range(4))
            after = []
            for to, x in enumerate(xs):
                total = []
                for h in range(HEADS):
                    weights = [silu(product(heads_of(qs[to])[h], heads_of(ks[start])[h])
                                    + self.bias(layer, to, start, times)) / LONGEST for start in range(to + 1)]
                    total += [sum(w * heads_of(vs[start])[h][d] for start, w in enumerate(weights))
                              for d in range(EACH)]
                after.append(add(x, times_matrix(layer["out"], multiply(us[to], norm(total, 1e-6))), layer["out_bias"]))
            xs = after
        return xs


def flat(tensor):
    return [v for row in tensor for v in row] if isinstance(tensor[0], list) else tensor


def case(encoder, inputs, times):
    states = [encoder.states(x, t) for x, t in zip(inputs, times or [None] * len(inputs))]
    return {"tensors": [[float(f"{v:.9g}") for v in flat(tensor)] for tensor in encoder.tensors()],
            "states": [[round(v, 7) for state in sequence for v in state] for sequence in states]}


inputs = [numbers(length, WIDTH) for length in LENGTHS]
hstu = Hstu()
golden = {"width": WIDTH, "heads": HEADS, "layers": LAYERS, "longest": LONGEST, "inner": INNER, "lengths": LENGTHS,
          "inputs": [[float(f"{v:.9g}") for v in flat(x)] for x in inputs],
          "times": [[0 if t is NO_TIME else t for t in row] for row in TIMES],
          "ligr": case(Ligr(), inputs, None), "hstu": case(hstu, inputs, None), "timed": case(hstu, inputs, TIMES)}
(HERE / "gated.json").write_text(json.dumps(golden, separators=(",", ":")).replace('],"', '],\n"') + "\n")
