#!/usr/bin/env python3
"""Writes the tokenisers beside it and what Hugging Face's own library makes of texts with them.

Needs the Python packages tokenizers and sentencepiece (and, for bertvocab.json, the folder of BERT's vocabularies). A case is {"name", "tokenizer", "texts", "ids", "types", "longest",
"cut"}: ids with the special tokens, and cut at `longest` tokens."""
import json
import pathlib
import sys
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, BertWordPieceTokenizer, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

HERE = pathlib.Path(__file__).resolve().parent
LONGEST = 7

SENTENCES = """
White hanging heart lantern with candle holder, set of two. A red retro clock for the kitchen wall.
The lanterns are hanging on white walls; the kitchen has red and white holders.
We'll send it today, don't worry: they're packed, it's paid and I've got the 24 cups you'd asked for.
Wooden picture frame 20 x 30 cm, natural oak. Glass jar with cork, 500 ml. Knitted cushion cover 45x45.
Der Kerzenhalter aus Glas steht auf dem Tisch, daneben hängt die große rote Uhr für die Küche.
Bücher, Gläser, Schüsseln und Körbe: fröhliche Farben für draußen. Die Straße zum Häuschen ist weiß.
La lampe ancienne éclaire déjà la pièce; l'été, les fenêtres s'ouvrent sur le café et la forêt.
Une théière en céramique, décorée à la main, et deux tasses à café très légères pour Noël.
红色 陶瓷 茶壶 和 两个 白色 茶杯 厨房 用 木制 相框 玻璃 罐子 儿童 雨伞
这个茶壶是红色的，非常漂亮。厨房的墙上挂着一个白色的钟。木制相框和玻璃罐子都很便宜。
赤いティーポットと白いカップのセットです。台所の壁に時計があります。木の額縁とガラスの瓶。
弁当箱 日本製 水筒 傘 タオル クッション かわいい ねこ の 皿
""".strip().split("\n")

TEXTS = [
    "White hanging heart lantern", "Red  retro\tclock\nfor the kitchen ", "  two leading spaces", "", "   ", "don't we'll THEY'RE",
    "Kerzenhalter für die Küche, große Gläser", "théière décorée à la main", "the\u0301ie\u0300re e\u0301te\u0301", "红色陶瓷茶壶，两个杯子",
    "赤いティーポット と 弁当箱", "日本語とEnglish混ざり", "ﬁne ½ price ２４ cups ＡＢＣ", "İstanbul ΣΑΣ ὈΔΥΣΣΕΎΣ straße",
    "heart ❤️ cup ☕ family 👨‍👩‍👧 flag 🇩🇪", "bell\u0007null\u0000zero\u200bwidth\u200djoin\ufeffmark", "no\u00a0break\u3000wide\u2003em\u1680ogham",
    "a\ufffdb \u0000", "24 cups at 1,299.00! 50% off?", "x\u0308\u0323y \u0301alone", "한국어 텍스트 각", "हिन्दी में क्षि", "مَرْحَبًا بالعالم", "ภาษาไทยง่าย",
    "snake_case-and-dash…“quotes” «guillemets»", "a" * 101 + " end", "<mask> the<mask>cup <mask> <s> </s> [UNK] <unk>", "kitchen<extra> extra<extra>!  <extra>  lamp",
    "superlamp super lamp superlampe", "▁meta ▁▁space", "Ġbyte Ċ", "𝒞alligraphy 𠮷野家 𛀀", "e\u0301\u0301 ℌ ℵ ﷺ", "tabs\t\tand\r\nlines\n\n\nend", "a  b   c", "12345 6,7 ١٢٣ Ⅷ ²",
    "Cafe\u0301-cre\u0300me", "LAMP lamp Lamp",
]


def case(name, tokenizer, texts=TEXTS):
    """What the library makes of it, with its own reading of what it wrote."""
    written = json.loads(tokenizer.to_str())
    written["truncation"] = written["padding"] = None
    read = Tokenizer.from_str(json.dumps(written))
    plain = [read.encode(text) for text in texts]
    read.enable_truncation(LONGEST)
    return {"name": name, "tokenizer": written, "texts": texts, "ids": [one.ids for one in plain],
            "types": sorted({kind for one in plain for kind in one.type_ids}), "longest": LONGEST,
            "cut": [read.encode(text).ids for text in texts]}


def write(name, cases):
    (HERE / f"{name}.json").write_text(json.dumps(cases, ensure_ascii=True, separators=(",", ":")) + "\n")


def byte_level():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(SENTENCES, trainers.BpeTrainer(
        vocab_size=420, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False))
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, rstrip=False, special=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    gpt2 = Tokenizer.from_str(tokenizer.to_str())
    gpt2.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    gpt2.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing("<s>:2 $A:1", special_tokens=[("<s>", 0)])])
    return [case("roberta", tokenizer), case("gpt2", gpt2)]


def newer_byte_level():
    """Words by a pattern of its own, whole words before merges."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    pattern = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
               r"|\s+(?!\S)|\s+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(pattern), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.train_from_iterator(SENTENCES, trainers.BpeTrainer(
        vocab_size=380, special_tokens=["<|begin|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    written = json.loads(tokenizer.to_str())
    written["model"]["vocab"]["Ġlamp"] = len(written["model"]["vocab"])  # a whole word that no merges lead to
    written["model"]["ignore_merges"] = True
    tokenizer = Tokenizer.from_str(json.dumps(written))
    tokenizer.post_processor = processors.TemplateProcessing("<|begin|> $A", special_tokens=[("<|begin|>", 0)])
    return [case("llama3", tokenizer)]


def character_pairs():
    fallback = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    fallback.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    fallback.train_from_iterator(SENTENCES[:8], trainers.BpeTrainer(
        vocab_size=480, special_tokens=["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)], show_progress=False))
    written = json.loads(fallback.to_str())
    written["added_tokens"] = [token for token in written["added_tokens"] if not token["content"].startswith("<0x")]
    fallback = Tokenizer.from_str(json.dumps(written))
    fallback.post_processor = processors.TemplateProcessing("<s> $A", special_tokens=[("<s>", 1)])
    first = Tokenizer.from_str(fallback.to_str())
    first.normalizer = normalizers.NFC()
    first.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    cases = [case("llama2", fallback), case("metaspace first", first)]
    for fused in (False, True):
        clip = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>", fuse_unk=fused))
        clip.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
        clip.pre_tokenizer = pre_tokenizers.Split(Regex(r"<\|start\|>|'s|'t|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), "removed", invert=True)
        clip.train_from_iterator(SENTENCES[:6], trainers.BpeTrainer(
            vocab_size=160, special_tokens=["<unk>"], end_of_word_suffix="</w>", show_progress=False))
        cases.append(case(f"clip, unknown {'fused' if fused else 'apart'}", clip))
    prefixed = Tokenizer(models.BPE(unk_token="<unk>", continuing_subword_prefix="##"))
    prefixed.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()])
    prefixed.train_from_iterator(SENTENCES[:4], trainers.BpeTrainer(
        vocab_size=140, special_tokens=["<unk>"], continuing_subword_prefix="##", show_progress=False))
    return cases + [case("prefix of the rest", prefixed)]


def small_charsmap():
    """SentencePiece's own format, of some rules only: its usual ones take a quarter of a megabyte."""
    rules = {"ﬁ": "fi", "½": "1\u20442", "２": "2", "４": "4", "Ａ": "A", "Ｂ": "B", "\u00a0": " ", "\u3000": " ", "\t": " ",
             "\n": " ", "\u200b": "", "\u0007": "", "e\u0301": "é", "e\u0300": "è", "ℌ": "H", "…": "...", "\ufeff": " "}
    with tempfile.TemporaryDirectory() as folder:
        rule_file, text_file = pathlib.Path(folder, "rules.tsv"), pathlib.Path(folder, "text")
        rule_file.write_text("".join(
            " ".join(f"{ord(c):X}" for c in source) + "\t" + " ".join(f"{ord(c):X}" for c in target) + "\n"
            for source, target in rules.items()))
        text_file.write_text("\n".join(SENTENCES))
        sentencepiece.SentencePieceTrainer.train(
            input=str(text_file), model_prefix=str(pathlib.Path(folder, "m")), vocab_size=230, character_coverage=0.98,
            normalization_rule_tsv=str(rule_file), minloglevel=2)
        proto = sentencepiece_model_pb2.ModelProto()
        proto.ParseFromString(pathlib.Path(folder, "m.model").read_bytes())
    return proto


def unigram():
    proto = small_charsmap()
    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocabulary += [(piece.piece, piece.score) for piece in proto.pieces[3:]] + [("<mask>", 0.0)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, 3, False))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.add_special_tokens([AddedToken(text, special=True) for text in ("<s>", "<pad>", "</s>", "<unk>")])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    split = Tokenizer.from_str(tokenizer.to_str())
    split.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Strip(), normalizers.Lowercase()])
    split.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="first")])
    fallback = vocabulary + [(f"<0x{byte:02X}>", 0.0) for byte in range(256)]
    stripped = Tokenizer.from_str(split.to_str())
    stripped.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=True)
    bytewise = Tokenizer(models.Unigram(fallback, 3, True))
    bytewise.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never", split=False)
    bytewise.post_processor = processors.BertProcessing(("</s>", 2), ("<s>", 0))
    return [case("xlm-r", tokenizer), case("split before metaspace", split), case("stripped before metaspace", stripped), case("bytes", bytewise)]


def words():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(SENTENCES, trainers.WordPieceTrainer(vocab_size=420, special_tokens=special, show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.add_tokens([AddedToken("<extra>", rstrip=True, normalized=False), AddedToken("Superlamp", single_word=True),
                          AddedToken("cup", normalized=False, single_word=True), AddedToken("Café", lstrip=True, rstrip=True),
                          AddedToken("super lamp")])
    cased = Tokenizer.from_str(tokenizer.to_str())
    cased.normalizer = normalizers.BertNormalizer(lowercase=False, strip_accents=None, handle_chinese_chars=False, clean_text=False)
    stripped = Tokenizer.from_str(tokenizer.to_str())
    stripped.normalizer = normalizers.BertNormalizer(lowercase=False, strip_accents=True)
    return [case("bert", tokenizer), case("bert cased", cased), case("bert cased without accents", stripped)]


def cuts():
    """Each normaliser and pre-tokeniser by itself: a word a piece, so that another piece has another id."""
    normal = [("NFC", normalizers.NFC()), ("NFD", normalizers.NFD()), ("NFKC", normalizers.NFKC()), ("NFKD", normalizers.NFKD()),
              ("Lowercase", normalizers.Lowercase()), ("StripAccents", normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents()])),
              ("StripAccents alone", normalizers.StripAccents()), ("Nmt", normalizers.Nmt()),
              ("Strip", normalizers.Strip()), ("Strip left", normalizers.Strip(left=True, right=False)),
              ("Strip right", normalizers.Strip(left=False, right=True)), ("Replace", normalizers.Replace("a", "->")),
              ("Replace by pattern", normalizers.Replace(Regex(r"[\s\p{P}]+"), "_")), ("Prepend", normalizers.Prepend("▁")),
              ("Replace at line ends", normalizers.Replace(Regex(r"^\w|\W$|[\W\d]+x"), "|")),
              ("ByteLevel", normalizers.ByteLevel())]
    split = [("Whitespace", pre_tokenizers.Whitespace()), ("WhitespaceSplit", pre_tokenizers.WhitespaceSplit()),
             ("Digits", pre_tokenizers.Digits()), ("Digits alone", pre_tokenizers.Digits(individual_digits=True)),
             ("BertPreTokenizer", pre_tokenizers.BertPreTokenizer()), ("CharDelimiterSplit", pre_tokenizers.CharDelimiterSplit("e")),
             ("ByteLevel", pre_tokenizers.ByteLevel()), ("Metaspace never", pre_tokenizers.Metaspace(prepend_scheme="never")),
             ("Metaspace whole", pre_tokenizers.Metaspace(split=False)),
             ("Sequence", pre_tokenizers.Sequence([pre_tokenizers.Punctuation("contiguous"), pre_tokenizers.Metaspace(prepend_scheme="first")]))]
    for behaviour in ("removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"):
        split.append((f"Punctuation {behaviour}", pre_tokenizers.Punctuation(behaviour)))
        split.append((f"Split {behaviour}", pre_tokenizers.Split(Regex(r"[aeiou]"), behaviour)))
        split.append((f"Split inverted {behaviour}", pre_tokenizers.Split(Regex(r"\w"), behaviour, invert=True)))
        split.append((f"Split by text {behaviour}", pre_tokenizers.Split(" ", behaviour)))
    texts = TEXTS[:25] + TEXTS[29:]
    cases = []
    for kind, steps in (("normalizer", normal), ("pre_tokenizer", split)):
        for name, step in steps:
            if kind == "normalizer":
                pieces = [[step.normalize_str(text)] for text in texts]
            else:
                pieces = [[piece for piece, _ in step.pre_tokenize_str(text)] for text in texts]
            vocabulary = {"<unk>": 0}
            for piece in (piece for row in pieces for piece in row):
                vocabulary.setdefault(piece, len(vocabulary))
            vocabulary.pop("", None)
            tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(vocabulary)}, "<unk>"))
            setattr(tokenizer, kind, step)
            made = case(f"{kind} {name}", tokenizer, texts)
            # The words are told by the ids' first places: the test makes them again from its own pieces.
            cases.append({key: made[key] for key in ("name", "texts", "ids")} | {
                "tokenizer": {kind: made["tokenizer"][kind]}, "words": list(made["tokenizer"]["model"]["vocab"])})
    for one in cases:
        one.pop("texts")
    return {"texts": texts, "cases": cases}


def bert_vocabularies(folder):
    """The published vocabularies, which are not copied here: their ids of some texts."""
    cases = []
    for file, lower in (("bert-base-uncased-vocab.txt", True), ("bert-base-cased-vocab.txt", False)):
        tokenizer = BertWordPieceTokenizer(str(folder / file), lowercase=lower)
        cases.append({"file": file, "config": {"do_lower_case": lower}, "texts": TEXTS,
                      "ids": [tokenizer.encode(text).ids for text in TEXTS]})
    write("bertvocab", cases)


if __name__ == "__main__":
    write("bytelevel", byte_level() + newer_byte_level())
    write("characterpairs", character_pairs())
    write("unigram", unigram())
    write("words", words())
    write("cuts", cuts())
    if len(sys.argv) > 1:
        bert_vocabularies(pathlib.Path(sys.argv[1]))
