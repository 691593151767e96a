#!/usr/bin/env python3
"""Logs and catalogues as shops send them: every encoding, line end and fault of quoting. Writes them and MANIFEST.json.

MANIFEST.json: file -> rows (and columns) that must come out, or {} where nothing but a sentence is asked for; "error":
the last record has no end.
"""
import json
import pathlib
import random

HERE = pathlib.Path(__file__).parent
draw = random.Random(3)

SHOPPERS = [f"C{number}" for number in range(14001, 14031)]
GOODS = [("Teapot, blue", "4.95"), ("Café mug", "3.20"), ("Jar \"large\"", "12.00"), ("Naïve print, framed", "25.50"),
         ("Garden lantern", "7.95"), ("Crème brûlée dish", "2.10"), ("Set of 4 coasters", "5.45"), ("Wool throw", "39.00")]


def quoted(text, always=False, separator=","):
    if always or any(mark in text for mark in (separator, '"', "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def sales(count=300):
    rows = [["order", "sku", "name", "quantity", "time", "price", "customer", "country"]]
    for number in range(count):
        place = draw.randrange(len(GOODS))
        name, price = GOODS[place]
        rows.append([str(536000 + number // 4), f"S{100 + place}", name, str(draw.randint(1, 12)),
                     f"2023-{1 + number // 100:02}-{1 + number % 28:02} {8 + number % 12:02}:{number % 60:02}:00", price,
                     draw.choice(SHOPPERS), draw.choice(["France", "Österreich", "United Kingdom"])])
    return rows


def text_of(rows, separator=",", end="\r\n", always=False):
    return "".join(separator.join(quoted(cell, always, separator) for cell in row) + end for row in rows)


ROWS = sales()
PLAIN = text_of(ROWS)
CHINESE = "商品编号,商品名称,类别,品牌,价格,描述,图片\n" + "".join(
    f"{number},{name},{category},{brand},{price},{text},{number}.jpg\n" for number, name, category, brand, price, text in [
        (1, "手机保护壳", "数码配件", "华彩", "29.90", "轻薄防摔的手机壳\uff0c适合日常使用"),
        (2, "充电宝", "数码配件", "远航", "129.00", "大容量移动电源\uff0c可以带上飞机"),
        (3, "陶瓷茶杯", "家居用品", "青花", "45.50", "手工制作的茶杯\uff0c送礼自用都合适"),
        (4, "羊毛围巾", "服装配饰", "暖冬", "199.00", "柔软保暖的围巾\uff0c颜色多种可选")])
TURKISH = "ürün,başlık,kategori,marka,fiyat\n" + "".join(
    f"T{number},{draw.choice(names)} {draw.choice(kinds)},{draw.choice(rooms)},{draw.choice(brands)},{draw.randint(10, 900)}\n"
    for names, kinds, rooms, brands in [(("İnce işlemeli", "Ağır", "Gümüş kaplı", "Şık görünümlü", "Çok amaçlı"),
                                         ("çay bardağı", "yağlık", "şamdan", "büyük tepsi", "örtü", "ışıklı saat"),
                                         ("Mutfak eşyası", "Oturma odası", "Bahçe ve dış mekân"),
                                         ("Güneş", "Doğuş", "Işık", "Özgür"))]
    for number in range(200))
BIG5 = "編號,名稱\n1,茶杯 可愛\n2,許功蓋 測試\n3,圍巾 溫暖 適合冬天的日子\n4,手機 保護殼 輕薄防摔\n"


def bad_utf8():
    lines = PLAIN.encode().split(b"\r\n")
    for number in range(10, 300, 6):
        lines[number] = lines[number].replace(b",S1", b"\xff\xc3,S1", 1)
    return b"\r\n".join(lines)


def ragged():
    rows = [list(row) for row in ROWS]
    for number in range(20, 300, 25):
        rows[number] = rows[number][:5]
        rows[number + 1] = rows[number + 1] + ["and", "more"]
    return text_of(rows)


def mixed_ends():
    ends = ["\r\n", "\n", "\r"]
    return "".join(line + ends[number % 3] for number, line in enumerate(PLAIN.split("\r\n")[:-1]))


FULL = {"rows": 300, "columns": 8}
FILES = {
    "sales_utf8.csv": (PLAIN.encode(), FULL),
    "sales_utf8_bom.csv": (b"\xef\xbb\xbf" + PLAIN.encode(), FULL),
    "sales_utf16le_bom.csv": (b"\xff\xfe" + PLAIN.encode("utf-16-le"), FULL),
    "sales_utf16be_bom.csv": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), FULL),
    "sales_utf16le_nobom.csv": (PLAIN.encode("utf-16-le"), FULL),
    "sales_semicolon_quoted.csv": (text_of(ROWS, ";", always=True).encode(), FULL),
    "sales_tab.tsv": (text_of(ROWS, "\t").encode(), FULL),
    "sales_cr_only.csv": (text_of(ROWS, end="\r").encode(), FULL),
    "sales_mixed_ends.csv": (mixed_ends().encode(), FULL),
    "sales_no_final_newline.csv": (PLAIN.rstrip("\r\n").encode(), FULL),
    "sales_open_quote.csv": (PLAIN.encode() + b'536099,S100,"Teapot, blue and never', {"rows": 300, "error": "open quote"}),
    "sales_ragged.csv": (ragged().encode(), {}),
    "sales_nul_bytes.csv": (PLAIN.replace("Wool", "W\0ol").encode(), {}),
    "sales_bad_utf8.csv": (bad_utf8(), {}),
    "odd_headers.csv": (b'a,a,," b ","c,d"\n1,2,3,4,5\n6,7,8,9,0\n', {}),
    "header_only.csv": (b"user,item,kind,time\n", {"rows": 0}),
    "empty.csv": (b"", {}),
    "only_mark.csv": (b"\xef\xbb\xbf", {}),
    "only_newlines.csv": (b"\n\r\n\n", {}),
    "wide_field.csv": (b"user,item,note\nann,tea," + b"x" * 70000 + b"\n", {"rows": 1}),
    "wide_2000_columns.csv": ((",".join(f"c{n}" for n in range(2000)) + "\n" + ",".join("1" * 2000) + "\n").encode(),
                              {"rows": 1, "columns": 2000}),
    "formulas.csv": ("user,item,note\nann,=1+1,+2\nbob,@cmd,-3\n".encode(), {}),
    "controls.csv": ("user,item\nann,\u202etea\u202c\nbob,e\u0301\u200d\u0007\n".encode(), {}),
    "numbers.csv": (b"user,item,time,value\n1,a,1700000000,\"1,5\"\n2,b,1700000000000,NaN\n"
                    b"99999999999999999999,c,2023-11-14T22:13:20Z,inf\n4,d,-5,-0\n", {}),
    "products_zh_utf8.csv": (CHINESE.encode(), {"rows": 4, "columns": 7}),
    "products_zh_gb18030.csv": (CHINESE.encode("gb18030"), {"rows": 4, "columns": 7}),
    "products_zh_utf16le_bom.csv": (b"\xff\xfe" + CHINESE.encode("utf-16-le"), {"rows": 4, "columns": 7}),
    "products_zh_big5.csv": (BIG5.encode("big5"), {"rows": 4, "columns": 2}),
    "products_tr_utf8.csv": (TURKISH.encode(), {"rows": 200, "columns": 5}),
    "products_tr_cp1254.csv": (TURKISH.encode("cp1254"), {"rows": 200, "columns": 5}),
}
for name, (content, _) in FILES.items():
    (HERE / name).write_bytes(content)
(HERE / "MANIFEST.json").write_text(json.dumps({name: expected for name, (_, expected) in FILES.items()}, indent=1) + "\n")
