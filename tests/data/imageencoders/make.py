#!/usr/bin/env python3
"""Writes small image networks with random weights, what numpy makes of a picture with them, and what Pillow makes of one.

Needs the Python packages numpy and Pillow. The computation is the one of the papers and of torchvision's sources, one picture,
one pixel and one channel after the other: nothing of Aisle's."""
import json
import math
import pathlib
import zlib

import numpy
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
SIDE = 32
MEAN, DEVIATION = [0.5, 0.4, 0.3], [0.2, 0.25, 0.3]
RANDOM = numpy.random.default_rng(5)


def save(path, tensors, kind):
    header, data = {}, b""
    for name, value in tensors.items():
        value = numpy.ascontiguousarray(value, dtype=numpy.float32)
        bytes_ = {"F32": lambda: value.astype("<f4"), "F16": lambda: value.astype("<f2"),
                  "BF16": lambda: (value.view(numpy.uint32) >> 16).astype("<u2")}[kind]().tobytes()
        header[name] = {"dtype": kind, "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    head = json.dumps(header).encode()
    path.write_bytes(len(head).to_bytes(8, "little") + head + data)


class Weights:
    """Random tensors by name, as the file of a kind will hold them."""

    def __init__(self, kind):
        self.kind, self.tensors = kind, {}

    def add(self, name, *shape, centre=0.0, spread=None):
        spread = spread if spread is not None else 1 / math.sqrt(max(1, int(numpy.prod(shape[1:]))))
        value = (centre + spread * RANDOM.standard_normal(shape)).astype(numpy.float32)
        if self.kind == "F16":
            value = value.astype(numpy.float16).astype(numpy.float32)
        if self.kind == "BF16":
            value = (value.view(numpy.uint32) & numpy.uint32(0xffff0000)).view(numpy.float32)
        self.tensors[name] = value
        return value.astype(float)

    def norm(self, name, channels, epsilon):
        gain, bias = self.add(name + ".weight", channels, centre=1, spread=.2), self.add(name + ".bias", channels, spread=.2)
        mean = self.add(name + ".running_mean", channels, spread=.2)
        variance = abs(self.add(name + ".running_var", channels, centre=1, spread=.2))
        self.tensors[name + ".running_var"] = abs(self.tensors[name + ".running_var"])
        self.tensors[name + ".num_batches_tracked"] = numpy.zeros(1)
        at = lambda values: values[:, None, None]
        return lambda x: at(gain) * (x - at(mean)) / numpy.sqrt(at(variance) + epsilon) + at(bias)

    def layer_norm(self, name, width, epsilon):
        gain, bias = self.add(name + ".weight", width, centre=1, spread=.2), self.add(name + ".bias", width, spread=.2)
        return lambda x: gain * (x - x.mean(-1, keepdims=True)) / numpy.sqrt(x.var(-1, keepdims=True) + epsilon) + bias

    def linear(self, name, to, source):
        weight, bias = self.add(name + ".weight", to, source), self.add(name + ".bias", to, spread=.2)
        return lambda x: x @ weight.T + bias


def convolve(x, weight, bias=None, stride=1, padding=0, groups=1):
    x = numpy.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    to, each, size, _ = weight.shape
    across = (x.shape[1] - size) // stride + 1
    made = numpy.zeros((to, across, across))
    for channel in range(to):
        first = channel // (to // groups) * each
        for row in range(across):
            for column in range(across):
                window = x[first:first + each, row * stride:row * stride + size, column * stride:column * stride + size]
                made[channel, row, column] = (window * weight[channel]).sum()
    return made if bias is None else made + bias[:, None, None]


def greatest(x, size, stride, padding, ceil):
    x = numpy.pad(x, ((0, 0), (padding, padding), (padding, padding)), constant_values=-numpy.inf)
    across = (math.ceil if ceil else math.floor)((x.shape[1] - size) / stride) + 1
    return numpy.array([[[plane[r * stride:r * stride + size, c * stride:c * stride + size].max() for c in range(across)]
                         for r in range(across)] for plane in x])


def relu(x):
    return numpy.maximum(x, 0)


def relu6(x):
    return numpy.clip(x, 0, 6)


def hard_sigmoid(x):
    return numpy.clip(x + 3, 0, 6) / 6


def hard_swish(x):
    return x * hard_sigmoid(x)


def squeezenet(w, x, first_size, layers):
    x = relu(convolve(x, w.add("features.0.weight", 6, 3, first_size, first_size), w.add("features.0.bias", 6, spread=.2), 2))
    source = 6
    for number, layer in enumerate(layers, 2):
        if layer == "pool":
            x = greatest(x, 3, 2, 0, True)
            continue
        few, many = layer
        name = f"features.{number}."
        one = lambda what, to, of, size: (w.add(name + what + ".weight", to, of, size, size), w.add(name + what + ".bias", to, spread=.2))
        x = relu(convolve(x, *one("squeeze", few, source, 1)))
        x = relu(numpy.concatenate([convolve(x, *one("expand1x1", many, few, 1)),
                                    convolve(x, *one("expand3x3", many, few, 3), padding=1)]))
        source = 2 * many
    w.add("classifier.1.weight", 4, source, 1, 1)
    w.add("classifier.1.bias", 4)
    return x.mean((1, 2))


def resnet(w, x, blocks, bottleneck, groups=1):
    step = lambda x, name, norm, to, of, size, stride, g=1: w.norm(norm, to, 1e-5)(
        convolve(x, w.add(name + ".weight", to, of // g, size, size), None, stride, size // 2, g))
    x = greatest(relu(step(x, "conv1", "bn1", 4, 3, 7, 2)), 3, 2, 1, False)
    source = 4
    for layer, count in enumerate(blocks, 1):
        width = 4 * layer
        to = width * (2 if bottleneck else 1)
        for block in range(count):
            name, stride = f"layer{layer}.{block}.", 2 if layer > 1 and block == 0 else 1
            if bottleneck:
                y = relu(step(x, name + "conv1", name + "bn1", width, source, 1, 1))
                y = relu(step(y, name + "conv2", name + "bn2", width, width, 3, stride, groups))
                y = step(y, name + "conv3", name + "bn3", to, width, 1, 1)
            else:
                y = relu(step(x, name + "conv1", name + "bn1", width, source, 3, stride))
                y = step(y, name + "conv2", name + "bn2", width, width, 3, 1)
            if stride != 1 or source != to:
                x = step(x, name + "downsample.0", name + "downsample.1", to, source, 1, stride)
            x, source = relu(x + y), to
    w.linear("fc", 4, source)
    return x.mean((1, 2))


def inverted(w, x, name, names, of, many, to, size, stride, bend, epsilon, few=None):
    """One block of a MobileNet; names: of the expansion (or None), the filter, the excitation (or None) and the last."""
    y = x
    if names[0]:
        y = bend(w.norm(name + names[0][1], many, epsilon)(convolve(y, w.add(name + names[0][0] + ".weight", many, of, 1, 1))))
    y = bend(w.norm(name + names[1][1], many, epsilon)(
        convolve(y, w.add(name + names[1][0] + ".weight", many, 1, size, size), None, stride, size // 2, many)))
    if few:
        mean = y.mean((1, 2), keepdims=True)
        mean = relu(convolve(mean, w.add(name + names[2] + ".fc1.weight", few, many, 1, 1), w.add(name + names[2] + ".fc1.bias", few)))
        y = y * hard_sigmoid(convolve(mean, w.add(name + names[2] + ".fc2.weight", many, few, 1, 1),
                                      w.add(name + names[2] + ".fc2.bias", many)))
    y = w.norm(name + names[3][1], to, epsilon)(convolve(y, w.add(name + names[3][0] + ".weight", to, many, 1, 1)))
    return x + y if stride == 1 and of == to else y


def mobilenet_v2(w, x):
    x = relu6(w.norm("features.0.1", 4, 1e-5)(convolve(x, w.add("features.0.0.weight", 4, 3, 3, 3), None, 2, 1)))
    source = 4
    # widening, channels, blocks, stride: torchvision's table with small numbers
    number = 1
    for widens, to, count, stride in [(1, 2, 1, 1), (3, 4, 2, 2), (2, 4, 3, 2), (2, 6, 4, 2), (2, 6, 3, 1), (2, 8, 3, 2), (2, 10, 1, 1)]:
        for block in range(count):
            name = f"features.{number}.conv."
            names = ([None, ("0.0", "0.1"), None, ("1", "2")] if widens == 1
                     else [("0.0", "0.1"), ("1.0", "1.1"), None, ("2", "3")])
            x = inverted(w, x, name, names, source, source * widens, to, 3, stride if block == 0 else 1, relu6, 1e-5)
            source, number = to, number + 1
    x = relu6(w.norm(f"features.{number}.1", 12, 1e-5)(convolve(x, w.add(f"features.{number}.0.weight", 12, source, 1, 1))))
    w.linear("classifier.1", 4, 12)
    return x.mean((1, 2))


SMALL = [(3, 4, 4, True, relu, 2), (3, 6, 6, False, relu, 2), (3, 8, 6, False, relu, 1), (5, 8, 8, True, hard_swish, 2),
         (5, 12, 8, True, hard_swish, 1), (5, 12, 8, True, hard_swish, 1), (5, 10, 8, True, hard_swish, 1),
         (5, 10, 8, True, hard_swish, 1), (5, 12, 10, True, hard_swish, 2), (5, 12, 10, True, hard_swish, 1),
         (5, 12, 10, True, hard_swish, 1)]
LARGE = [(3, 4, 4, False, relu, 1), (3, 6, 6, False, relu, 2), (3, 8, 6, False, relu, 1), (5, 8, 6, True, relu, 2),
         (5, 8, 6, True, relu, 1), (5, 8, 6, True, relu, 1), (3, 8, 8, False, hard_swish, 2), (3, 10, 8, False, hard_swish, 1),
         (3, 10, 8, False, hard_swish, 1), (3, 10, 8, False, hard_swish, 1), (3, 10, 8, True, hard_swish, 1),
         (3, 10, 8, True, hard_swish, 1), (5, 10, 10, True, hard_swish, 2), (5, 12, 10, True, hard_swish, 1),
         (5, 12, 10, True, hard_swish, 1)]


def mobilenet_v3(w, x, table):
    x = hard_swish(w.norm("features.0.1", 4, 1e-3)(convolve(x, w.add("features.0.0.weight", 4, 3, 3, 3), None, 2, 1)))
    source = 4
    for number, (size, many, to, excites, bend, stride) in enumerate(table, 1):
        parts = ([] if many == source else ["widen"]) + ["filter"] + (["excite"] if excites else []) + ["last"]
        step = lambda what: (f"{parts.index(what)}.0", f"{parts.index(what)}.1") if what in parts else None
        names = [step("widen"), step("filter"), str(parts.index("excite")) if excites else None, step("last")]
        x = inverted(w, x, f"features.{number}.block.", names, source, many, to, size, stride, bend, 1e-3, 2 if excites else None)
        source = to
    number = len(table) + 1
    x = hard_swish(w.norm(f"features.{number}.1", 12, 1e-3)(convolve(x, w.add(f"features.{number}.0.weight", 12, source, 1, 1))))
    w.linear("classifier.0", 6, 12)
    w.linear("classifier.3", 4, 6)
    return x.mean((1, 2))


WIDTH, HEADS, INNER, LAYERS, PATCH = 12, 3, 20, 2, 16


def gelu(x):
    return x * numpy.vectorize(lambda v: 0.5 * (1 + math.erf(v / math.sqrt(2))))(x)


def quick_gelu(x):
    return x / (1 + numpy.exp(-1.702 * x))


def attention(x, query, key, value):
    size = WIDTH // HEADS
    made = []
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        scores = query(x)[:, part] @ key(x)[:, part].T / math.sqrt(size)
        shares = numpy.exp(scores - scores.max(-1, keepdims=True))
        made.append(shares / shares.sum(-1, keepdims=True) @ value(x)[:, part])
    return numpy.concatenate(made, -1)


def transformer(w, x, names, bend, epsilon, joint):
    patches = convolve(x, w.add(names["patch"] + ".weight", WIDTH, 3, PATCH, PATCH),
                       None if names.get("first") else w.add(names["patch"] + ".bias", WIDTH, spread=.2), PATCH)
    shape = names.get("vectors", (1, 1))
    token = w.add(names["token"], *shape, WIDTH, spread=.4).reshape(1, WIDTH)
    squares = (SIDE // PATCH) ** 2 + 1
    positions = w.add(names["positions"], *shape[1:], squares, WIDTH, spread=.4).reshape(squares, WIDTH)
    x = numpy.concatenate([token, patches.reshape(WIDTH, -1).T]) + positions
    if names.get("first"):
        x = w.layer_norm(names["first"], WIDTH, epsilon)(x)
    for layer in range(LAYERS):
        at = names["layer"].replace("%", str(layer))
        before = w.layer_norm(at + names["norm1"], WIDTH, epsilon)(x)
        if joint:
            weight = w.add(at + joint + "weight", 3 * WIDTH, WIDTH)
            bias = w.add(at + joint + "bias", 3 * WIDTH, spread=.2)
            part = lambda n: (lambda v: v @ weight[n * WIDTH:(n + 1) * WIDTH].T + bias[n * WIDTH:(n + 1) * WIDTH])
            seen = attention(before, part(0), part(1), part(2))
        else:
            seen = attention(before, *[w.linear(at + name, WIDTH, WIDTH) for name in names["each"]])
        x = x + w.linear(at + names["attended"], WIDTH, WIDTH)(seen)
        inner = w.linear(at + names["inner"], INNER, WIDTH)
        outer = w.linear(at + names["outer"], WIDTH, INNER)
        x = x + outer(bend(inner(w.layer_norm(at + names["norm2"], WIDTH, epsilon)(x))))
    return w.layer_norm(names["last"], WIDTH, epsilon)(x)[0]


def vit_torchvision(w, x):
    made = transformer(w, x, {"patch": "conv_proj", "token": "class_token", "positions": "encoder.pos_embedding",
                              "layer": "encoder.layers.encoder_layer_%.", "norm1": "ln_1", "attended": "self_attention.out_proj",
                              "norm2": "ln_2", "inner": "mlp.0", "outer": "mlp.3", "last": "encoder.ln"}, gelu, 1e-6,
                       "self_attention.in_proj_")
    w.linear("heads.head", 4, WIDTH)
    return made


def vit_timm(w, x):
    made = transformer(w, x, {"patch": "patch_embed.proj", "token": "cls_token", "positions": "pos_embed", "layer": "blocks.%.",
                              "norm1": "norm1", "attended": "attn.proj", "norm2": "norm2", "inner": "mlp.fc1",
                              "outer": "mlp.fc2", "last": "norm"}, gelu, 1e-6, "attn.qkv.")
    w.linear("head", 4, WIDTH)
    return made


def vit_hugging_face(w, x):
    made = transformer(w, x, {"patch": "vit.embeddings.patch_embeddings.projection", "token": "vit.embeddings.cls_token",
                              "positions": "vit.embeddings.position_embeddings", "layer": "vit.encoder.layer.%.",
                              "norm1": "layernorm_before", "each": [f"attention.attention.{n}" for n in ("query", "key", "value")],
                              "attended": "attention.output.dense", "norm2": "layernorm_after", "inner": "intermediate.dense",
                              "outer": "output.dense", "last": "vit.layernorm"}, gelu, 1e-12, None)
    w.linear("classifier", 4, WIDTH)
    return made


def clip_hugging_face(w, x):
    made = transformer(w, x, {"patch": "vision_model.embeddings.patch_embedding", "vectors": (),
                              "token": "vision_model.embeddings.class_embedding",
                              "positions": "vision_model.embeddings.position_embedding.weight", "first": "vision_model.pre_layrnorm",
                              "layer": "vision_model.encoder.layers.%.", "norm1": "layer_norm1",
                              "each": [f"self_attn.{n}_proj" for n in "qkv"], "attended": "self_attn.out_proj",
                              "norm2": "layer_norm2", "inner": "mlp.fc1", "outer": "mlp.fc2",
                              "last": "vision_model.post_layernorm"}, quick_gelu, 1e-5, None)
    w.add("text_model.final_layer_norm.weight", 4)
    w.add("logit_scale", 1)
    return made @ w.add("visual_projection.weight", 5, WIDTH).T


def clip_open(w, x):
    made = transformer(w, x, {"patch": "visual.conv1", "vectors": (), "token": "visual.class_embedding",
                              "positions": "visual.positional_embedding", "first": "visual.ln_pre",
                              "layer": "visual.transformer.resblocks.%.", "norm1": "ln_1", "attended": "attn.out_proj",
                              "norm2": "ln_2", "inner": "mlp.c_fc", "outer": "mlp.c_proj", "last": "visual.ln_post"},
                       gelu, 1e-5, "attn.in_proj_")
    w.add("transformer.resblocks.0.ln_1.weight", 4)
    w.add("token_embedding.weight", 3, 4)
    return made @ w.add("visual.proj", WIDTH, 5)


NETWORKS = {
    "squeezenet1_0": (lambda w, x: squeezenet(w, x, 7, ["pool", (2, 3), (2, 3), (3, 4), "pool", (3, 4), (2, 4), (3, 4), (3, 4), "pool",
                                                        (3, 5)]), "F32", {}),
    "squeezenet1_1": (lambda w, x: squeezenet(w, x, 3, ["pool", (2, 3), (2, 3), "pool", (3, 4), (3, 4), "pool", (2, 4), (3, 4), (3, 4),
                                                        (3, 5)]), "F16", {}),
    "resnet-basic": (lambda w, x: resnet(w, x, [2, 1, 2, 1], False), "F32", {}),
    "resnet-bottleneck": (lambda w, x: resnet(w, x, [2, 1, 1, 2], True), "BF16", {}),
    "resnext": (lambda w, x: resnet(w, x, [1, 1, 1, 1], True, 2), "F32", {}),
    "mobilenet_v2": (mobilenet_v2, "F32", {}),
    "mobilenet_v3_small": (lambda w, x: mobilenet_v3(w, x, SMALL), "F32", {}),
    "mobilenet_v3_large": (lambda w, x: mobilenet_v3(w, x, LARGE), "F32", {}),
    "vit-torchvision": (vit_torchvision, "F32", {"config": {"num_attention_heads": HEADS}}),
    "vit-timm": (vit_timm, "F32", {"config": {"num_attention_heads": HEADS}}),
    "vit-hugging-face": (vit_hugging_face, "BF16", {"config": {"model_type": "vit", "num_attention_heads": HEADS, "hidden_act": "gelu",
                                                               "layer_norm_eps": 1e-12}}),
    "clip-hugging-face": (clip_hugging_face, "F16", {"config": {"model_type": "clip",
                                                                "vision_config": {"num_attention_heads": HEADS}}}),
    "clip-open": (clip_open, "F32", {"config": {"num_attention_heads": HEADS},
                                     "open_clip_config": {"model_cfg": {"embed_dim": 5}}}),
}


def resamples():
    """A picture of 23 x 17 pixels in other sizes, as Pillow has it, and the middle of one."""
    rows, columns = numpy.mgrid[0:17, 0:23]
    pixels = numpy.stack([(rows * 37 + columns * 11) % 256, (rows * columns * 7) % 256, (columns * columns + 90 * (rows % 2)) % 256], -1)
    picture = Image.fromarray(pixels.astype(numpy.uint8), "RGB")
    picture.save(HERE / "resampled.png")
    filters = {"bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC, "lanczos": Image.LANCZOS}
    sizes = [(9, 7), (5, 30), (40, 31), (23, 6), (1, 1)]
    made = [{"filter": name, "width": w, "height": h, "rgb": numpy.asarray(picture.resize((w, h), kind)).ravel().tolist()}
            for name, kind in filters.items() for w, h in sizes]
    (HERE / "resampled.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")


def chunk(kind, data):
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def pictures():
    """Kinds of files that shops have, red to the left and blue to the right wherever they have colours."""
    folder = HERE / "pictures"
    folder.mkdir(exist_ok=True)
    two = Image.new("RGB", (40, 20), (220, 20, 20))
    two.paste((20, 20, 220), (20, 0, 40, 20))
    two.save(folder / "plain.jpg", quality=95)
    two.save(folder / "progressive.jpg", quality=95, progressive=True)
    two.save(folder / "really-a-png.jpg", format="PNG")
    two.save(folder / "plain.bmp")
    exif = Image.Exif()
    exif[0x0112] = 8  # lies on its side: turned to stand upright by 90 degrees to the left
    two.rotate(-90, expand=True).save(folder / "turned.jpg", quality=95, exif=exif)
    two.convert("CMYK").save(folder / "cmyk.jpg", quality=95)
    two.convert("L").save(folder / "grey.jpg", quality=95)
    Image.fromarray(numpy.full((6, 8), 40000, dtype=numpy.uint16)).save(folder / "grey16.png")
    clear = two.convert("RGBA")
    clear.paste((0, 0, 0, 0), (20, 0, 40, 20))
    clear.save(folder / "clear.png")
    two.save(folder / "animated.gif", save_all=True, append_images=[Image.new("RGB", (40, 20), (0, 255, 0))], duration=50)
    noise = Image.fromarray(numpy.random.default_rng(1).integers(0, 256, (24, 24, 3), dtype=numpy.uint8), "RGB")
    for name in ["cut.jpg", "cut.png", "cut.gif", "cut.bmp"]:
        noise.save(folder / name)
        bytes_ = (folder / name).read_bytes()
        (folder / name).write_bytes(bytes_[:len(bytes_) * 6 // 10])
    noise.save(folder / "broken.png")
    bytes_ = bytearray((folder / "broken.png").read_bytes())
    bytes_[60:90] = bytes(30)
    (folder / "broken.png").write_bytes(bytes_)
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "text.jpg").write_text("This is no picture.\n")
    (folder / "drawing.jpg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>\n')
    header = (30000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    (folder / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) +
                                      chunk(b"IEND", b""))
    Image.new("RGB", (1, 3000), (9, 9, 9)).save(folder / "thread.png")


def main():
    pixels = RANDOM.integers(0, 256, (SIDE, SIDE, 3), dtype=numpy.uint8)
    Image.fromarray(pixels, "RGB").save(HERE / "picture.png")
    planes = (pixels.transpose(2, 0, 1) / 255.0 - numpy.array(MEAN)[:, None, None]) / numpy.array(DEVIATION)[:, None, None]
    expected = {}
    for name, (network, kind, configs) in NETWORKS.items():
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        w = Weights(kind)
        expected[name] = [round(float(each), 6) for each in network(w, planes)]
        save(folder / "model.safetensors", w.tensors, kind)
        for file, config in configs.items():
            (folder / (file + ".json")).write_text(json.dumps(config) + "\n")
        (folder / "preprocessor_config.json").write_text(json.dumps(
            {"do_resize": True, "size": {"height": SIDE, "width": SIDE}, "resample": 3, "do_rescale": True,
             "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": MEAN, "image_std": DEVIATION}) + "\n")
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    resamples()
    pictures()


main()
