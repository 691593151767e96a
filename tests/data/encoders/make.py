#!/usr/bin/env python3
"""Writes small encoders with random weights, and the vectors that numpy makes of some texts with them.

Needs the Python packages numpy, safetensors and tokenizers. The computation is the one of the papers, text by text, with no
batch and no mask: nothing of Aisle's."""
import json
import math
import pathlib

import numpy
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

HERE = pathlib.Path(__file__).resolve().parent
TEXTS = ["red cup", "", "a white lamp for the kitchen", "red lamp red lamp red lamp red lamp red lamp red lamp", "Küche", "cup",
         "the red cup and the white lamp", "红色 cup", "unheard words of zzz", "kitchen lamp <pad> cup", "white", "red cup"]
WORDS = ["red white cup lamp kitchen the a and for"] * 4
WIDTH, HEADS, INNER, LAYERS, POSITIONS = 12, 3, 20, 2, 16


def rounded(values, kind):
    """As the file will hold them, in float32."""
    values = values.astype(numpy.float32)
    if kind == "F16":
        return values.astype(numpy.float16).astype(numpy.float32)
    if kind == "BF16":
        return (values.view(numpy.uint32) & numpy.uint32(0xffff0000)).view(numpy.float32)
    return values


def save(path, tensors, kind):
    """safetensors' numpy has no bfloat16: the file is written by hand then."""
    if kind != "BF16":
        save_file({name: value.astype({"F16": numpy.float16, "F32": numpy.float32}[kind]) for name, value in tensors.items()}, path)
        return
    header, data = {}, b""
    for name, value in tensors.items():
        bytes_ = (numpy.ascontiguousarray(value).view(numpy.uint32) >> 16).astype("<u2").tobytes()
        header[name] = {"dtype": "BF16", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    head = json.dumps(header).encode()
    path.write_bytes(len(head).to_bytes(8, "little") + head + data)


def weights(random, tokens, types, prefix, kind, old_names):
    gain, bias = ("gamma", "beta") if old_names else ("weight", "bias")
    made = {}

    def add(name, *shape, centre=0.0, spread=0.4):
        made[prefix + name] = rounded(centre + spread * random.standard_normal(shape), kind)

    add("embeddings.word_embeddings.weight", tokens, WIDTH)
    add("embeddings.position_embeddings.weight", POSITIONS, WIDTH)
    add("embeddings.token_type_embeddings.weight", types, WIDTH)
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        for name, to, source in [("attention.self.query", WIDTH, WIDTH), ("attention.self.key", WIDTH, WIDTH),
                                 ("attention.self.value", WIDTH, WIDTH), ("attention.output.dense", WIDTH, WIDTH),
                                 ("intermediate.dense", INNER, WIDTH), ("output.dense", WIDTH, INNER)]:
            add(at + name + ".weight", to, source)
            add(at + name + ".bias", to, spread=0.1)
        norms += [at + "attention.output.LayerNorm", at + "output.LayerNorm"]
    for norm in norms:
        add(f"{norm}.{gain}", WIDTH, centre=1.0, spread=0.1)
        add(f"{norm}.{bias}", WIDTH, spread=0.1)
    return made


def states(tensors, prefix, old_names, ids, positions, epsilon, activation):
    gain, bias = ("gamma", "beta") if old_names else ("weight", "bias")
    get = lambda name: tensors[prefix + name].astype(numpy.float64)

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / numpy.sqrt((x * x).mean(-1, keepdims=True) + epsilon) * get(f"{name}.{gain}") + get(f"{name}.{bias}")

    def linear(x, name):
        return x @ get(name + ".weight").T + get(name + ".bias")

    x = get("embeddings.word_embeddings.weight")[ids] + get("embeddings.position_embeddings.weight")[positions]
    x = norm(x + get("embeddings.token_type_embeddings.weight")[0], "embeddings.LayerNorm")
    size = WIDTH // HEADS
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        query, key, value = (linear(x, at + "attention.self." + name) for name in ("query", "key", "value"))
        seen = []
        for head in range(HEADS):
            part = slice(head * size, (head + 1) * size)
            score = query[:, part] @ key[:, part].T / math.sqrt(size)
            score = numpy.exp(score - score.max(-1, keepdims=True))
            seen.append(score / score.sum(-1, keepdims=True) @ value[:, part])
        x = norm(x + linear(numpy.concatenate(seen, -1), at + "attention.output.dense"), at + "attention.output.LayerNorm")
        inner = linear(x, at + "intermediate.dense")
        x = norm(x + linear(activation(inner), at + "output.dense"), at + "output.LayerNorm")
    return x


def gelu(x):
    return x * 0.5 * (1 + numpy.vectorize(math.erf)(x / math.sqrt(2)))


def gelu_tanh(x):
    return 0.5 * x * (1 + numpy.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


def write(folder, tokenizer, tensors, kind, config, files, vector, longest):
    folder = HERE / folder
    folder.mkdir(exist_ok=True)
    save(folder / "model.safetensors", tensors, kind)
    (folder / "tokenizer.json").write_text(tokenizer.to_str())
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        if isinstance(content, dict) and "tensors" in content:
            save(folder / name, content["tensors"], "F32")
        else:
            (folder / name).write_text(json.dumps(content, indent=1) + "\n")
    read = Tokenizer.from_str(tokenizer.to_str())
    read.no_padding()
    read.enable_truncation(longest)
    expected = []
    for text in TEXTS:
        ids = read.encode(text).ids
        expected.append({"text": text, "tokens": ids, "vector": [round(float(v), 7) for v in vector(ids)]})
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False) + "\n")


def config(model_type, tokens, types, epsilon, activation):
    return {"model_type": model_type, "hidden_size": WIDTH, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
            "intermediate_size": INNER, "max_position_embeddings": POSITIONS, "type_vocab_size": types, "vocab_size": tokens,
            "layer_norm_eps": epsilon, "hidden_act": activation, "pad_token_id": 0 if model_type == "bert" else 1,
            "position_embedding_type": "absolute"}


MODULES = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
           {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]


def bert():
    """Mean of the tokens, a linear layer with tanh, length 1; cut at 9 tokens though its tokeniser says 5."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(WORDS, trainers.WordPieceTrainer(
        vocab_size=48, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"], show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.enable_truncation(5)
    tokenizer.enable_padding(length=5)
    random, tokens = numpy.random.default_rng(1), tokenizer.get_vocab_size()
    tensors = weights(random, tokens, 2, "bert.", "F32", True)
    dense = {"linear.weight": rounded(random.standard_normal((5, WIDTH)), "F32"), "linear.bias": rounded(random.standard_normal(5), "F32")}

    def vector(ids):
        mean = states(tensors, "bert.", True, ids, range(len(ids)), 1e-12, gelu).mean(0)
        out = numpy.tanh(dense["linear.weight"].astype(float) @ mean + dense["linear.bias"])
        return out / numpy.linalg.norm(out)

    write("tiny-bert", tokenizer, tensors, "F32", config("bert", tokens, 2, 1e-12, "gelu"), {
        "modules.json": MODULES + [
            {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"},
            {"idx": 3, "name": "3", "path": "3_Normalize", "type": "sentence_transformers.models.Normalize"}],
        "1_Pooling/config.json": {"word_embedding_dimension": WIDTH, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True},
        "2_Dense/config.json": {"in_features": WIDTH, "out_features": 5, "bias": True,
                                "activation_function": "torch.nn.modules.activation.Tanh"},
        "2_Dense/model.safetensors": {"tensors": dense},
        "sentence_bert_config.json": {"max_seq_length": 9, "do_lower_case": False}}, vector, 9)


def roberta():
    """First token and greatest side by side, not made of length 1; positions behind the padding's, tokens of which have its own."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(WORDS, trainers.BpeTrainer(
        vocab_size=290, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False))
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    tokens = tokenizer.get_vocab_size()
    tensors = weights(numpy.random.default_rng(2), tokens, 1, "", "BF16", False)

    def vector(ids):
        positions, at = [], 1
        for token in ids:
            at += token != 1
            positions.append(at if token != 1 else 1)
        x = states(tensors, "", False, ids, positions, 1e-5, gelu_tanh)
        return numpy.concatenate([x[0], x.max(0)])

    write("tiny-roberta", tokenizer, tensors, "BF16", config("roberta", tokens, 1, 1e-5, "gelu_new"), {
        "modules.json": MODULES,
        "1_Pooling/config.json": {"embedding_dimension": WIDTH, "pooling_mode": ["cls", "max"]},
        "tokenizer_config.json": {"model_max_length": 512}}, vector, POSITIONS - 2)


if __name__ == "__main__":
    bert()
    roberta()
