#!/usr/bin/env python3
"""Writes the logs of this folder and cases.json, which says what is right of each (tests/core/tst_shoplogs.cpp)."""
import datetime as dt
import json
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
START = dt.datetime(2026, 3, 1, 9, 5)
CASES = []


class Row:
    """Line n of a made-up shop: 13 shoppers, 11 products, two lines an order, some three hours between orders."""

    def __init__(self, n):
        self.n, self.u, self.p, self.o = n, n // 2 * 5 % 13, n * 7 % 11, 1001 + n // 2
        self.t = START + dt.timedelta(minutes=n // 2 * 187)
        self.q, self.c, self.v = 1 + n % 3, 250 + 125 * (n * 7 % 11), 1 + n % 5
        self.k = ("view", "cart", "purchase")[n % 3]


ROWS = [Row(n) for n in range(60)]
T0, T2 = "2026-03-01T09:05:00Z", "2026-03-01T12:12:00Z"


def case(name, text, encoding="utf-8", **right):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    with open(os.path.join(HERE, name), "wb") as out:
        out.write(data)
    CASES.append({"file": name, **right})


def table(header, line, rows=ROWS, end="\n"):
    lines = ([header] if header else []) + [line(r) for r in rows]
    return end.join(lines) + end


def columns(**roles):
    return {role.replace("_", "-"): name for role, name in roles.items()}


def timed(name, write, right=T2, **more):
    """A log of 60 rows whose times are written in one way; row 2 is at 2026-03-01 12:12. The test puts it together."""
    CASES.append({"file": name, "times": [write(r.t) for r in ROWS], "events": 60, "users": 13, "items": 11,
                  "event": [{"n": 2, "at": right}], **more})


def digits(text, zero):
    return "".join(chr(zero + int(c)) if c.isdigit() else c for c in text)


# A: quotation marks
case("a-inches.csv", table("customer;sku;title;rating", lambda r: f'c{r.u};s{r.p};{chr(34) if r.p % 2 else ""}'
                           f'{r.p}" shelf {"" if r.p % 3 else chr(34)};{r.v}'), events=60, rejected=0, users=13, items=11)
case("a-sql-escapes.csv", table('"customer","sku","title","bought_at"',
                                lambda r: f'"c{r.u}","s{r.p}","The \\"{r.p}\\", a mug","{r.t}"'),
     events=60, rejected=0, items=11, event=[{"n": 2, "user": "c5", "item": "s3", "at": T2}])
case("a-half-quoted.tsv", table("customer\tsku\ttitle\ttime", lambda r: f'c{r.u}\ts{r.p}\t'
                                + ('"It\'s mine' if r.n % 9 == 4 else 'plain "quoted" words') + f"\t{r.t}"),
     events=60, rejected=0)
case("a-single-quotes.csv", table("'customer','sku','title','bought_at'",
                                  lambda r: f"'c{r.u}','s{r.p}','Cup, number {r.p}','{r.t}'"),
     events=60, rejected=0, users=13, items=11, event=[{"n": 2, "user": "c5", "item": "s3", "at": T2}])
case("a-line-ends-in-fields.csv", table("customer,sku,note,time",
                                        lambda r: f'c{r.u},s{r.p},"leave at\nthe ""back"" door",{r.t}'),
     events=60, rejected=0)

# B: what is no number
case("b-no-numbers.csv", table("customer,sku,rating,time", lambda r: f"c{r.u},s{r.p},"
                               + (["inf", "-Infinity", "1e999", "1.#INF", "∞", "+inf"][r.n // 10] if r.n % 10 == 3
                                  else str(r.v)) + f",{r.t}"),
     events=54, rejected=6, reasons={"bad-number": 6}, remarks=["rating: 6 of 60 sampled values (10 %) are no numbers"])

# C: times
timed("c-japanese", lambda t: f"{t.year}年{t.month}月{t.day}日 {'午前' if t.hour < 12 else '午後'}{t.hour % 12}時{t.minute}分")
timed("c-reiwa", lambda t: f"令和{t.year - 2018}年{t.month}月{t.day}日 {t:%H:%M}")
timed("c-reiwa-short", lambda t: f"R{t.year - 2018}.{t.month}.{t.day} {t:%H:%M}", remarks=["era"])
timed("c-japanese-weekday", lambda t: f"{t:%Y/%m/%d}({'月火水木金土日'[t.weekday()]}) {t:%H:%M}")
timed("c-chinese", lambda t: f"{t.year}年{t.month}月{t.day}日 星期{'一二三四五六日'[t.weekday()]} "
      f"{'凌晨' if t.hour < 5 else '上午' if t.hour < 12 else '中午' if t.hour == 12 else '下午' if t.hour < 18 else '晚上'}"
      f"{t.hour if t.hour <= 12 else t.hour - 12}:{t:%M:%S}")
timed("c-chinese-numerals", lambda t: f"二〇二六年{'三四'[t.month - 3]}月"
      + ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][t.day - 1] + f"日{t:%H:%M}")
timed("c-korean", lambda t: f"{t:%Y-%m-%d} {'오전' if t.hour < 12 else '오후'} {t.hour % 12 or 12:02}:{t:%M:%S}")
timed("c-korean-words", lambda t: f"{t.year}년 {t.month}월 {t.day}일 {'월화수목금토일'[t.weekday()]}요일 "
      f"{'오전' if t.hour < 12 else '오후'} {t.hour % 12 or 12}시 {t.minute}분")
timed("c-arabic", lambda t: digits(f"{t.day:02}/{t.month:02}/{t.year} {t.hour % 12 or 12}:{t:%M}", 0x660)
      + (" ص" if t.hour < 12 else " م"), hints={"day-first": "yes"})
timed("c-arabic-words", lambda t: digits(f"{t.day} مارس {t.year}، {t:%H:%M}", 0x660))
timed("c-persian-digits", lambda t: digits(f"{t:%Y-%m-%d %H:%M}", 0x6F0))
timed("c-hindi", lambda t: digits(f"{t.day} मार्च {t.year} {t:%H:%M}", 0x966))
timed("c-thai", lambda t: digits(f"{t.day} มี.ค. {t.year + 543} {t:%H:%M} น.", 0xE50), remarks=["Buddhist"])
timed("c-thai-year-of-two", lambda t: f"{t.day} มี.ค. {(t.year + 543) % 100} {t:%H:%M}", remarks=["era"])
timed("c-buddhist-slashes", lambda t: f"{t.day:02}/{t.month:02}/{t.year + 543} {t:%H:%M}", remarks=["Buddhist"],
      hints={"day-first": "yes"})
timed("c-minguo", lambda t: f"{t.year - 1911}/{t:%m/%d} {t:%H:%M}", remarks=["Republic of China"])
timed("c-minguo-digits", lambda t: f"{t.year - 1911}{t:%m%d}", right="2026-03-01T00:00:00Z",
      remarks=["Republic of China"])
for language, words in {
        "german": lambda t: f"Sonntag, {t.day}. März {t.year} um {t:%H:%M} Uhr",
        "french": lambda t: f"dimanche {t.day} mars {t.year} à {t.hour}h{t:%M}",
        "spanish": lambda t: f"domingo, {t.day} de marzo de {t.year}, {t.hour % 12 or 12}:{t:%M} "
        + ("a. m." if t.hour < 12 else "p. m."),
        "italian": lambda t: f"domenica {t.day} marzo {t.year} alle ore {t:%H:%M}",
        "portuguese": lambda t: f"domingo, {t.day} de março de {t.year} às {t:%H:%M}",
        "dutch": lambda t: f"zo {t.day} mrt. {t.year} {t:%H:%M} uur",
        "polish": lambda t: f"niedziela, {t.day} marca {t.year} r., {t:%H:%M}",
        "russian": lambda t: f"{t.day} марта {t.year} г., {t:%H:%M}",
        "ukrainian": lambda t: f"{t.day} березня {t.year} р. {t:%H:%M}",
        "turkish": lambda t: f"{t.day} Mart {t.year} Pazar {t:%H:%M}",
        "czech": lambda t: f"ne {t.day}. března {t.year} {t:%H:%M}",
        "swedish": lambda t: f"sön {t.day} mars {t.year} kl. {t:%H:%M}",
        "danish": lambda t: f"{t.day}. marts {t.year} kl. {t:%H.%M}",
        "finnish": lambda t: f"{t.day}. maaliskuuta {t.year} klo {t:%H.%M}",
        "hungarian": lambda t: f"{t.year}. március {t.day}., {t:%H:%M}",
        "romanian": lambda t: f"{t.day} martie {t.year}, {t:%H:%M}",
        "greek": lambda t: f"{t.day} Μαρτίου {t.year} {t.hour % 12 or 12}:{t:%M} {'π.μ.' if t.hour < 12 else 'μ.μ.'}",
        "indonesian": lambda t: f"{t.day} Maret {t.year} pukul {t:%H.%M}",
        "vietnamese": lambda t: f"{t.day} tháng {t.month} năm {t.year} lúc {t:%H:%M}",
        "hebrew": lambda t: f"{t.day} במרץ {t.year}, {t:%H:%M}"}.items():
    timed(f"c-{language}", words)
for name, write in {
        "clf": lambda t: f"[{t:%d/%b/%Y:%H:%M:%S} +0000]", "oracle": lambda t: f"{t:%d-%b-%y %I.%M.%S.000000 %p}".upper(),
        "sas": lambda t: f"{t:%d%b%Y:%H:%M:%S}".upper(), "db2": lambda t: f"{t:%Y-%m-%d-%H.%M.%S}.000000",
        "mssql": lambda t: f"{t:%b} {t.day:>2} {t.year} {t.hour % 12 or 12:>2}:{t:%M%p}",
        "rfc": lambda t: f"{t:%a, %d %b %Y %H:%M:%S} GMT", "iso-basic": lambda t: f"{t:%Y%m%dT%H%M%S}Z",
        "nanoseconds": lambda t: f"{t:%Y-%m-%dT%H:%M:%S}.123456789Z", "digits-ms": lambda t: f"{t:%Y%m%d%H%M%S}000",
        "dotnet": lambda t: f"/Date({int(t.timestamp() if t.tzinfo else t.replace(tzinfo=dt.timezone.utc).timestamp())}000)/",
        "ticks": lambda t: str((t - dt.datetime(1, 1, 1)) // dt.timedelta(microseconds=1) * 10),
        "filetime": lambda t: str((t - dt.datetime(1601, 1, 1)) // dt.timedelta(microseconds=1) * 10),
        "microseconds": lambda t: str((t - dt.datetime(1970, 1, 1)) // dt.timedelta(microseconds=1)),
        "excel-comma": lambda t: f"{(t - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1):.6f}".replace(".", ","),
        "week": lambda t: f"{t:%G-W%V-%u}T{t:%H:%M}", "ordinal": lambda t: f"{t:%Y-%j}T{t:%H:%M}",
        "bracket-zone": lambda t: f"{t:%Y-%m-%dT%H:%M:%S}.000+01:00[Europe/Berlin]",
        "named-zone": lambda t: f"{t:%Y-%m-%d %H:%M:%S} Asia/Shanghai",
        "clock-first": lambda t: f"{t:%H:%M} {t.day:02}/{t.month:02}/{t.year}",
        "exponent": lambda t: f"{t.replace(tzinfo=dt.timezone.utc).timestamp():.9E}"}.items():
    right = {"nanoseconds": "2026-03-01T12:12:00.123Z", "bracket-zone": "2026-03-01T11:12:00Z",
             "named-zone": "2026-03-01T04:12:00Z"}.get(name, T2)
    timed(f"c-{name}", write, right=right, **({"hints": {"day-first": "yes"}} if name == "clock-first" else {}))
case("c-seconds-and-milliseconds.csv", table("customer,sku,ts", lambda r: f"c{r.u},s{r.p}," + (
    f"{int(r.t.replace(tzinfo=dt.timezone.utc).timestamp())}{'000' if r.n % 3 else ''}")),
    events=60, rejected=0, event=[{"n": 0, "at": T0}, {"n": 2, "at": T2}])
case("c-iso-and-milliseconds.jsonl", table("", lambda r: json.dumps(
    {"user_id": f"c{r.u}", "product_id": f"s{r.p}", "event": r.k,
     "timestamp": f"{r.t:%Y-%m-%dT%H:%M:%S.000Z}" if r.n % 2 else
     int(r.t.replace(tzinfo=dt.timezone.utc).timestamp()) * 1000})),
     events=60, rejected=0, event=[{"n": 2, "at": T2}, {"n": 3, "at": T2}])
case("c-excel-two-columns.csv", table("Datum;Uhrzeit;Kundennummer;Artikelnummer;Menge;Preis", lambda r:
     f"{(r.t - dt.datetime(1899, 12, 30)).days};{(r.t.hour * 60 + r.t.minute) / 1440:.6f};{r.u + 100};{r.p + 500};{r.q};"
     f"{r.c / 100:.2f}".replace(".", ",")),
     events=60, rejected=0, columns=columns(user="Kundennummer", item="Artikelnummer", time="Datum", time_of_day="Uhrzeit"),
     event=[{"n": 2, "at": T2, "price": 6.25}])
case("c-date-and-half-day.csv", table("Order Date,Order Time,Buyer,SKU,Qty,Unit Price", lambda r:
     f"{r.t:%m/%d/%Y},{r.t:%I:%M %p},b{r.u},s{r.p},{r.q},${r.c / 100:.2f}"),
     events=60, rejected=0, hints={"day-first": "no"}, columns=columns(time="Order Date", time_of_day="Order Time"),
     event=[{"n": 2, "at": T2, "price": 6.25}])
case("c-days-and-minutes.csv", table("user,item,day,time", lambda r: f"u{r.u},i{r.p},{40 + r.n},{r.t:%H%M}"),
     events=60, rejected=0, remarks=["day counts days"], columns=columns(time="day", time_of_day="time"))
case("c-weekdays.csv", table("customer,sku,weekday,bought", lambda r: f"c{r.u},s{r.p},{r.t:%A},{r.t}"),
     events=60, columns=columns(time="bought"), event=[{"n": 2, "at": T2}])
case("c-some-are-no-times.csv", table("customer,sku,ordered_at", lambda r: f"c{r.u},s{r.p},"
                                      + ("next week" if r.n % 10 == 9 else str(r.t))),
     events=54, reasons={"bad-time": 6}, remarks=["ordered_at: 6 of 60 sampled values (10 %) are not read as times"])
case("c-midnight.csv", table("customer,sku,time", lambda r: f"c{r.u},s{r.p},2026-03-0{1 + r.n % 9}T24:00:00Z"),
     events=60, event=[{"n": 0, "at": "2026-03-02T00:00:00Z"}])

# D: nested
T_MS = lambda r: int(r.t.replace(tzinfo=dt.timezone.utc).timestamp()) * 1000
case("d-ga4.jsonl", table("", lambda r: json.dumps(
    {"event_date": f"{r.t:%Y%m%d}", "event_timestamp": str(T_MS(r) * 1000), "event_name": ["view_item", "purchase"][r.n % 2],
     "event_params": [{"key": "ga_session_id", "value": {"string_value": None, "int_value": 77000 + r.o}},
                      {"key": "page_location", "value": {"string_value": "https://shop/x", "int_value": None}}],
     "user_pseudo_id": f"{r.u}.177", "device": {"category": "mobile"},
     "items": [{"item_id": f"s{r.p}", "item_name": f"Cup {r.p}", "price": r.c / 100, "quantity": r.q}]})),
     events=60, users=13, items=11, event=[{"n": 2, "at": T2, "item": "s3", "price": 6.25}],
     columns=columns(user="user_pseudo_id", time="event_timestamp", item="items.item_id"),
     meanings={"view_item": "view", "purchase": "purchase"})
case("d-otto.jsonl", table("", lambda r: json.dumps(
    {"session": r.u, "events": [{"aid": 500 + r.p, "ts": T_MS(r), "type": "clicks"},
                                {"aid": 600 + r.p, "ts": T_MS(r) + 60000, "type": "orders"}]}), ROWS[:40]),
     events=80, users=13, items=22, event=[{"n": 4, "at": T2}], meanings={"clicks": "view", "orders": "purchase"})
case("d-segment-order.jsonl", table("", lambda r: json.dumps(
    {"type": "track", "event": "Order Completed", "userId": f"u{r.u}", "timestamp": f"{r.t:%Y-%m-%dT%H:%M:%SZ}",
     "properties": {"order_id": f"o{r.n}", "total": 20, "products": [
         {"product_id": f"s{r.p}", "price": 2.5, "quantity": 2}, {"product_id": "s99", "price": 1, "quantity": 1}]}})),
     events=120, users=13, items=12, event=[{"n": 4, "at": T2, "quantity": 2, "price": 2.5, "session": "o2"}],
     meanings={"Order Completed": "purchase"})
case("d-mixpanel.jsonl", table("", lambda r: json.dumps(
    {"event": "Item Viewed", "properties": {"time": T_MS(r) // 1000, "distinct_id": f"u{r.u}", "$insert_id": f"x{r.n}",
                                            "product_id": f"s{r.p}", "$browser": "Firefox"}})),
     events=60, users=13, items=11, event=[{"n": 2, "at": T2}], meanings={"Item Viewed": "view"})
case("d-amplitude.jsonl", table("", lambda r: json.dumps(
    {"user_id": f"u{r.u}", "device_id": f"d{r.n % 3}", "session_id": T_MS(r) - 5, "event_type": "add_to_cart",
     "event_time": f"{r.t:%Y-%m-%d %H:%M:%S}.000000", "event_properties": {"sku": f"s{r.p}", "price": 2.5}})),
     events=60, users=13, items=11, event=[{"n": 2, "at": T2}], meanings={"add_to_cart": "cart"},
     columns=columns(user="user_id", time="event_time", item="event_properties.sku"))
case("d-shopify-api.json", json.dumps({"orders": [
    {"id": r.o, "name": f"#{r.o}", "created_at": f"{r.t:%Y-%m-%dT%H:%M:%S}+00:00", "customer": {"id": 7000 + r.u},
     "line_items": [{"id": 1, "sku": f"s{r.p}", "title": f"Cup {r.p}", "quantity": r.q, "price": f"{r.c / 100:.2f}"},
                    {"id": 2, "sku": "s99", "title": "Bag", "quantity": 1, "price": "1.00"}]} for r in ROWS[::2]]}, indent=1),
     events=60, users=13, event=[{"n": 2, "at": T2, "user": "7005", "price": 6.25}])
case("d-playlists.json", json.dumps({"info": {"slice": "0-1", "version": "v1"}, "playlists": [
    {"pid": r.n, "name": "x", "modified_at": T_MS(r) // 1000, "num_tracks": 3, "tracks": [
        {"pos": i, "track_uri": f"spotify:track:{(r.p + i) % 11}", "track_name": f"Song {(r.p + i) % 11}"}
        for i in range(3)]} for r in ROWS[:30]]}), events=90, users=30, items=11)
case("d-python-lines.json", table("", lambda r: str(
    {"user_id": f"u{r.u}", "items_count": 2, "items": [{"item_id": f"s{r.p}", "playtime_forever": 10 * r.n},
                                                       {"item_id": "s99", "playtime_forever": 5}]}).replace("'u", "u'u")),
     events=120, users=13, items=12)
case("d-impressions.tsv", table("", lambda r: f"{r.n}\tU{r.u}\t{r.t.month}/{r.t.day}/{r.t.year} {r.t:%I:%M:%S %p}\t"
                                + " ".join(f"N{r.p + 20 * i}" for i in range(1 + r.n % 3))),
     hints={"user": "2", "time": "3", "item": "4", "header": "no"}, events=120, items=33, users=13,
     event=[{"n": 3, "at": T2, "item": "N3"}])
case("d-basket-cell.csv", table("Kassenbon;Kundenkarte;Datum;Artikel", lambda r:
     f"{r.o};k{r.u};{r.t:%d.%m.%Y %H:%M};" + ", ".join(f"A{(r.p + i) % 11}" for i in range(1 + r.n % 4))),
     events=150, users=13, items=11)
case("d-rows.jsonl", table("", lambda r: json.dumps([str(r.t), f"u{r.u}", f"s{r.p}", r.k])), events=60, users=13, items=11,
     event=[{"n": 2, "at": T2, "user": "u5", "item": "s3"}], columns=columns(user="#2", item="#3", time="#1", kind="#4"))
case("d-rows.json", json.dumps([[f"u{r.u}", f"s{r.p}", T_MS(r) // 1000] for r in ROWS], indent=1), events=60, users=13,
     items=11, event=[{"n": 2, "at": T2, "user": "u5", "item": "s3"}])
case("d-attributes-beside.csv", table("user_id,product_id,event,timestamp,attributes", lambda r:
     f'u{r.u},s{r.p},{r.k},{r.t},"{{""colour"": ""red"", ""size"": {r.q}}}"'),
     events=60, users=13, items=11, columns=columns(user="user_id", item="product_id"))

# E: tables that do not begin at line 1
EBAY = "Sales Record Number,Buyer Username,Buyer Name,Item Number,Item Title,Quantity,Sold For,Sale Date"
case("e-ebay.csv", "\n" + table(EBAY, lambda r: f'"{r.o}","b{r.u}","A. B.","2200{r.p}","Cup {r.p}","{r.q}",'
     f'"EUR {r.c / 100:.2f}","{r.t:%b-%d-%y}"').replace("username\n", "username\n\n") +
     "\n60,record(s) downloaded,from ,Mar-01-26, to ,Mar-05-26\n\nSeller ID: shop\n",
     events=60, users=13, items=11, columns=columns(user="Buyer Username", item="Item Number", time="Sale Date",
                                                    quantity="Quantity"))
case("e-sep-pipe.csv", "sep=|\r\n" + table("Kunde|Artikel|Zeit", lambda r: f"k{r.u}|a{r.p}|{r.t:%d.%m.%Y %H:%M}", end="\r\n"),
     events=60, users=13, items=11, event=[{"n": 2, "at": T2}], columns=columns(user="Kunde", item="Artikel"))
case("e-psql.txt", " user_id | product_id |     created_at      \n---------+------------+---------------------\n"
     + table("", lambda r: f" u{r.u:<6} | s{r.p:<9} | {r.t}") + "(60 rows)\n\n",
     events=60, users=13, items=11, event=[{"n": 2, "at": T2, "user": "u5", "item": "s3"}], columns=columns(user="user_id"))
case("e-mysql.txt", "+---------+------------+---------------------+\n| user_id | product_id | created_at          |\n"
     "+---------+------------+---------------------+\n" + table("", lambda r: f"| u{r.u:<6} | s{r.p:<9} | {r.t} |")
     + "+---------+------------+---------------------+\n60 rows in set (0.00 sec)\n",
     events=60, users=13, items=11, event=[{"n": 2, "at": T2, "user": "u5", "item": "s3"}])
case("e-groups-above.csv", "Customer,,Product,,Order,\n" + table("Customer ID,Country,SKU,Title,Date,Quantity", lambda r:
     f"c{r.u},DE,s{r.p},Cup {r.p},{r.t},{r.q}"), events=60, users=13, items=11, columns=columns(user="Customer ID", item="SKU"))
case("e-headers-again.csv", "".join(table("Kunde;Artikel;Datum", lambda r: f"k{r.u};a{r.p};{r.t:%d.%m.%Y}", ROWS[i:i + 20])
                                    + f"Summe;;{20}\n\n" for i in (0, 20, 40)), events=60, users=13, items=11)
case("e-settlement.csv", '"Includes Amazon Marketplace, Fulfilment by Amazon (FBA) and Webstore transactions"\n'
     '"All amounts in EUR, unless specified"\n"Definitions:"\n"Product sales: the price of the products, without tax"\n'
     + table('"date/time","order id","sku","buyer email","description","quantity","product sales"', lambda r:
             f'"{r.t.day} Mar {r.t.year} {r.t:%H:%M:%S} UTC","305-{r.o}","s{r.p}","b{r.u}@m.de","Cup {r.p}","{r.q}",'
             f'"{r.c * r.q / 100:.2f}"'.replace("Mar", "Mar" if r.t.month == 3 else "Apr")),
     events=60, users=13, items=11, event=[{"n": 2, "at": T2, "session": "305-1002"}])
case("e-units-below.csv", "user_id,item_id,time,price\n(text),(text),(UTC),(EUR)\n"
     + table("", lambda r: f"u{r.u},s{r.p},{r.t},{r.c / 100}"), events=60, rejected=1, users=13)
case("e-comments-between.csv", "# exported by tool 3\n# two lines\n" + table("user_id,item_id,time", lambda r:
     ("# day over\n" if r.n % 20 == 7 else "") + f"u{r.u},s{r.p},{r.t}"), events=60, rejected=0)

# F: headers of shops
ORDER = dict(events=60, users=13, items=11, event=[{"n": 2, "at": T2, "quantity": 3, "price": 6.25}])


def shop(name, header, line, separator=",", **more):
    expect = dict(ORDER)
    expect.update(more)
    case(name, table(header, lambda r: separator.join(str(f) for f in line(r))), **expect)


shop("f-woocommerce.csv", "Order Number,Order Status,Order Date,Customer User ID,Item #,SKU,Item Name,Quantity,Item Cost,"
     "Order Total Amount", lambda r: (r.o, "completed", r.t, 70 + r.u, 1 + r.n % 2, f"s{r.p}", f"Cup {r.p}", r.q,
                                      f"{r.c / 100:.2f}", 30), columns=columns(user="Customer User ID", item="SKU"))
shop("f-shopify-english.csv", "Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,"
     "Lineitem name,Lineitem price,Lineitem sku,Billing Name,Vendor", lambda r: (
         f"#{r.o}", f"b{r.u}@m.org", "paid", f"{r.t} +0000", "EUR", 20, 24, f"{r.t} +0000", r.q, f"Cup {r.p}",
         f"{r.c / 100:.2f}", f"s{r.p}", "A B", "V"), columns=columns(user="Email", item="Lineitem sku", session="Name"))
shop("f-prestashop.csv", "id_order;reference;id_customer;date_add;product_reference;product_name;product_quantity;"
     "unit_price_tax_incl;total_price_tax_incl", lambda r: (r.o, f"XK{r.o}", 40 + r.u, r.t, f"s{r.p}", f"Cup {r.p}", r.q,
                                                           f"{r.c / 100:.6f}", f"{r.c * r.q / 100:.6f}"), ";",
     columns=columns(user="id_customer", item="product_reference"))
shop("f-magento.csv", '"ID","Purchase Point","Purchase Date","Bill-to Name","Customer Email","Item SKU","Item Qty Ordered",'
     '"Item Price","Status"', lambda r: (f'"{r.o:09}"', '"Main Store"', f'"{r.t:%b} {r.t.day}, {r.t:%Y %I:%M:%S %p}"',
                                         '"A B"', f'"b{r.u}@m.org"', f'"s{r.p}"', r.q, f'"€{r.c / 100:.2f}"', '"Complete"'),
     columns=columns(user="Customer Email", item="Item SKU"))
shop("f-amazon.tsv", "amazon-order-id\tpurchase-date\torder-status\tbuyer-email\tproduct-name\tsku\tasin\tquantity\t"
     "item-price", lambda r: (f"305-{r.o}", f"{r.t:%Y-%m-%dT%H:%M:%S}+00:00", "Shipped", f"b{r.u}@m.de", f"Cup {r.p}",
                              f"s{r.p}", f"B00{r.p}", r.q, f"{r.c * r.q / 100:.2f}"), "\t",
     event=[{"n": 2, "at": T2, "quantity": 3}], columns=columns(user="buyer-email"))
shop("f-tmall.csv", "订单编号,买家会员名,宝贝标题,外部系统编号,购买数量,价格,订单状态,订单创建时间",
     lambda r: (f"\t{r.o}", f"tb{r.u}", f"杯子{r.p}", f"s{r.p}", r.q, f"{r.c / 100:.2f}", "交易成功", r.t),
     columns=columns(user="买家会员名", session="订单编号"))
shop("f-jd.csv", "订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单状态,下单帐号",
     lambda r: (r.o, f"s{r.p}", f"杯子{r.p}", r.q, r.t, f"{r.c / 100:.2f}", "完成", f"jd_{r.u}"),
     columns=columns(user="下单帐号", item="商品ID"))
shop("f-rakuten.csv", "受注番号,受注日時,お客様番号,商品番号,商品名,数量,単価", lambda r: (
    r.o, f"{r.t:%Y/%m/%d %H:%M}", f"m{r.u}", f"s{r.p}", f"カップ{r.p}", r.q, r.c / 100),
    columns=columns(user="お客様番号", item="商品番号", session="受注番号"))
shop("f-german.csv", "Belegnummer;Belegdatum;Kd-Nr;Art.-Nr.;Bezeichnung;Menge;VK-Preis", lambda r: (
    r.o, f"{r.t:%d.%m.%Y %H:%M}", f"k{r.u}", f"s{r.p}", f"Tasse {r.p}", r.q, f"{r.c / 100:.2f}".replace(".", ",")), ";",
    columns=columns(user="Kd-Nr", item="Art.-Nr.", session="Belegnummer"))
shop("f-french.csv", "N° de commande;Date de la commande;Adresse e-mail;Réf. article;Article;Qté;Prix HT", lambda r: (
    r.o, f"{r.t:%d/%m/%Y %H:%M}", f"b{r.u}@m.fr", f"s{r.p}", f"Tasse {r.p}", r.q, f"{r.c / 100:.2f} €".replace(".", ",")), ";",
    columns=columns(user="Adresse e-mail", item="Réf. article"), hints={"day-first": "yes"})
shop("f-spanish.csv", "Nº de pedido;Fecha y hora;Cliente;Código de artículo;Descripción;Cant.;P.V.P.", lambda r: (
    r.o, f"{r.t:%d/%m/%Y %H:%M}", f"cl{r.u}", f"s{r.p}", f"Taza {r.p}", r.q, f"{r.c / 100:.2f}".replace(".", ",")), ";",
    columns=columns(user="Cliente", item="Código de artículo"), hints={"day-first": "yes"})
shop("f-korean.csv", "상품주문번호,주문번호,구매자ID,결제일,상품번호,상품명,수량,상품가격", lambda r: (
    f"2026{r.n}", r.o, f"naver{r.u}", f"{r.t}", f"s{r.p}", f"컵 {r.p}", r.q, r.c / 100),
    columns=columns(user="구매자ID", item="상품번호", session="주문번호"))
shop("f-matomo.csv", "visitorId,serverTimestamp,type,productSku,productName,idVisit,referrerType", lambda r: (
    f"9f{r.u}", int(T_MS(r) / 1000), "ecommerceOrder", f"s{r.p}", f"Cup {r.p}", r.o, "direct"),
    event=[{"n": 2, "at": T2}], columns=columns(user="visitorId", item="productSku", session="idVisit"))
shop("f-snowplow.tsv", "app_id\tcollector_tstamp\tderived_tstamp\tevent\tevent_id\tuser_id\tdomain_userid\tdomain_sessionid\t"
     "ti_orderid\tti_sku\tti_name\tti_price\tti_quantity", lambda r: (
         "shop", r.t, r.t, "transaction_item", f"e{r.n}", "", f"d{r.u}", f"x{r.o}", r.o, f"s{r.p}", f"Cup {r.p}",
         r.c / 100, r.q), "\t", columns=columns(user="domain_userid", item="ti_sku"))
shop("f-instacart.csv", "order_id,user_id,order_number,order_dow,order_hour_of_day,days_since_prior_order,product_id,"
     "add_to_cart_order,reordered", lambda r: (r.o, 1 + r.u, 1 + r.o % 5, r.n % 7, r.n % 24, 7.0, 200 + r.p, 1 + r.n % 2, r.n % 2),
     event=[{"n": 2, "user": "6", "item": "203", "session": "1002"}], columns=columns(user="user_id", item="product_id",
                                                                                  session="order_id"))
shop("f-criteo.csv", "Sale,SalesAmountInEuro,time_delay_for_conversion,click_timestamp,nb_clicks_1week,product_price,"
     "product_age_group,device_type,audience_id,product_gender,product_brand,product_category(1),product_id,user_id",
     lambda r: (r.n % 2, r.c / 100 if r.n % 2 else -1, -1, T_MS(r) // 1000, 3, r.c / 100, "X", "mobile", "A1", "f", "B", "C",
                f"s{r.p}", f"u{r.u}"), event=[{"n": 2, "at": T2}],
     columns=columns(user="user_id", item="product_id", time="click_timestamp"))
shop("f-brightkite.txt", "", lambda r: (r.u, f"{r.t:%Y-%m-%dT%H:%M:%SZ}", 39.7 + r.p / 100, -104.9 - r.p / 100,
                                        f"88c46bf20db29{r.p:03}"), "\t", event=[{"n": 2, "at": T2, "user": "5"}],
     columns=columns(user="#1", item="#5", time="#2"))
shop("f-foursquare.tsv", "", lambda r: (r.u, f"4af{r.p:03}", f"{r.t:%a %b %d %H:%M:%S} +0000 2026", -240), "\t",
     event=[{"n": 2, "at": T2, "user": "5"}], columns=columns(user="#1", item="#2", time="#3"))
shop("f-amazon-reviews.jsonl", "", lambda r: (json.dumps(
    {"rating": float(r.v), "title": f"So {r.n}", "text": "fine", "asin": f"B0{r.n % 14}", "parent_asin": f"B0{r.p}",
     "user_id": f"AE{r.u}", "timestamp": T_MS(r), "verified_purchase": True}),), items=None,
    event=[{"n": 2, "at": T2, "value": 3}], columns=columns(user="user_id", time="timestamp", value="rating"))
shop("f-netflix-prize.csv", "movie_id,user_id,rating,date", lambda r: (r.p, 900 + r.u, r.v, f"{r.t:%Y-%m-%d}"),
     event=[{"n": 2, "value": 3, "at": "2026-03-01T00:00:00Z"}])
shop("f-goodreads.csv", "Book Id,Title,Author,ISBN13,My Rating,Average Rating,Date Read,Date Added,Bookshelves,user_id",
     lambda r: (500 + r.p, f"Book {r.p}", "A. B.", f'"=""97800{r.p}"""', r.v if r.n % 3 else 0, 3.9, "", f"{r.t:%Y/%m/%d}",
                "to-read", f"g{r.u}"), event=[{"n": 2, "at": "2026-03-01T00:00:00Z"}], rejected=0,
     columns=columns(user="user_id", item="Book Id", value="My Rating", time="Date Added"), remarks=["not rated"])
shop("f-ubi.jsonl", "", lambda r: (json.dumps(
    {"application": "shop", "action_name": ["click", "add_to_cart"][r.n % 2], "query_id": f"q{r.o}", "client_id": f"c{r.u}",
     "session_id": f"s-{r.o}", "timestamp": f"{r.t:%Y-%m-%dT%H:%M:%S.000Z}", "user_query": "cup",
     "event_attributes": {"object": {"object_id": f"s{r.p}", "object_id_field": "sku"}, "position": {"ordinal": r.q},
                          "session_id": f"s-{r.o}"}}),), event=[{"n": 2, "at": T2, "session": "s-1002"}],
     columns=columns(user="client_id", item="event_attributes.object.object_id"))

# G: order heads
HEADS = [ROWS[i:i + 3] for i in range(0, 60, 3)]
case("g-invoice.csv", "Invoice,Date,Customer,Product,Qty,Price\n" + "".join(
    (f"I{o[0].n},{o[0].t},c{o[0].n % 7}" if i == 0 else ",,") + f",s{r.p},{r.q},{r.c / 100}\n"
    for o in HEADS for i, r in enumerate(o)), events=60, users=7, event=[{"n": 1, "user": "c0", "session": "I0"}])
case("g-same-order.csv", "Commande;Client;Date;Article;Quantité;Prix\n" + "".join(
    f"F{o[0].n};" + (f"c{o[0].n % 7};{o[0].t:%d/%m/%Y}" if i == 0 else ";") + f";s{r.p};{r.q};{r.c / 100}\n".replace(".", ",")
    for o in HEADS for i, r in enumerate(o)), events=60, users=7, event=[{"n": 1, "user": "c0"}], hints={"day-first": "yes"})
case("g-head-lines.csv", "order_id,customer,ordered_at,sku,qty,price\n" + "".join(
    f"o{o[0].n},c{o[0].n % 7},{o[0].t},,,\n" + "".join(f",,,s{r.p},{r.q},{r.c / 100}\n" for r in o) for o in HEADS),
    events=60, users=7, event=[{"item": "s0", "user": "c0"}])

# H: implausible times
case("h-milliseconds-as-seconds.csv", table("user,item,date", lambda r: f"u{r.u},i{r.p},"
                                            + ("+58142-01-01" if False else "1970-01-01" if r.n % 12 == 5 else f"{r.t:%Y-%m-%d}")),
     events=60, remarks=["5 of 60 sampled times (8.33 %) are 1970-01-01"])
case("h-two-workbooks.csv", table("user;item;date", lambda r: f"u{r.u};i{r.p};"
                                  f"{(r.t - dt.datetime(1899, 12, 30)).days - (1462 if r.n < 30 else 0)}"),
     events=60, remarks=["1,462 days before the others"])

# I: invisible characters
case("i-invisible.csv", table("user_id,item_id", lambda r: f"{['', chr(0xFEFF), chr(0x200B), chr(0xAD), chr(0xA0)][r.n % 5]}u{r.u}"
                              f"{['', chr(0x200E), chr(0x2060)][r.n % 3]},{chr(0x3000) if r.n % 2 else ''}s{r.p}"),
     events=60, users=13, items=11)
case("i-direction.csv", table("user_id,item_id,time", lambda r: f"{chr(0x202A)}u{r.u}{chr(0x202C)},s{r.p},{chr(0x200F)}{r.t}"),
     events=60, users=13, event=[{"n": 2, "at": T2, "user": "u5"}])

# M: what values mean
case("m-99.csv", table("user,joke,rating", lambda r: f"u{r.u},j{r.p},{99 if r.n % 4 == 1 else -10 + r.n % 19}"), events=60,
     remarks=["not rated"], hints={"item": "joke"})
case("m-minus-one.csv", table("user_id,anime_id,rating", lambda r: f"{r.u},{r.p},{-1 if r.n % 3 else 5 + r.v}"), events=60,
     remarks=["rating: 40 of 60 sampled values (66.7 %) are -1"])
case("m-hours.csv", table("", lambda r: f'{r.u + 151603712},"Game {r.p}",{"purchase" if r.n % 2 else "play"},'
                          f'{1.0 if r.n % 2 else 0.1 + r.n},0'), events=60, remarks=["says two things"])
case("m-ones.csv", table("user,item,label,time", lambda r: f"u{r.u},i{r.p},1,{r.t}"), events=60,
     remarks=["label is left out: it is 1 in every sampled row"])
case("m-stars-of-five.csv", table("user_id,product_id,stars,date", lambda r: f"u{r.u},s{r.p},{r.v}.0 out of 5 stars,{r.t}"),
     events=60, rejected=0, columns=columns(value="stars"), event=[{"n": 2, "value": 3}])


# Logs that were published, as they are
PLAIN = dict(event=[{"n": 2, "at": T2}])
shop("p-kaggle-shop.csv", "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session",
     lambda r: (f"{r.t} UTC", r.k, 1000 + r.p, 2053013555631882655, "electronics.smartphone", "b", r.c / 100, 5000 + r.u,
                f"72d7-{r.o}"), event=[{"n": 2, "at": T2, "session": "72d7-1002", "price": 6.25}],
     columns=columns(user="user_id", item="product_id", session="user_session", kind="event_type"))
shop("p-taobao.csv", "", lambda r: (r.u + 1, 2268318 + r.p, 2520377 + r.p % 3, ("pv", "cart", "buy")[r.n % 3],
                                    T_MS(r) // 1000), columns=columns(user="#1", item="#2", kind="#4", time="#5"), **PLAIN)
shop("p-tmall.csv", "user_id,item_id,cat_id,seller_id,brand_id,time_stamp,action_type", lambda r: (
    r.u + 34176, r.p + 323294, 833, 2882, 2661, f"{r.t.month}{r.t.day:02}", r.n % 4), event=[],
    columns=columns(user="user_id", item="item_id", time="time_stamp", kind="action_type"))
shop("p-hm.csv", "t_dat,customer_id,article_id,price,sales_channel_id", lambda r: (
    f"{r.t:%Y-%m-%d}", f"0000{r.u:x}c0ffee", f"066354{r.p:04}", r.c / 10000, 2),
    event=[{"n": 2, "at": "2026-03-01T00:00:00Z", "item": "0663540003"}],
    columns=columns(user="customer_id", item="article_id", time="t_dat"))
shop("p-diginetica.csv", "sessionId;userId;itemId;timeframe;eventdate", lambda r: (
    r.o, "NA" if r.o % 2 else r.u, 81766 + r.p, 526309 + r.n, f"{r.t:%Y-%m-%d}"), ";", events=30, items=None,
    event=[{"n": 1, "session": "1002"}], columns=columns(user="userId", item="itemId", session="sessionId", time="eventdate"))
shop("p-lastfm-1k.tsv", "", lambda r: (f"user_{r.u:06}", f"{r.t:%Y-%m-%dT%H:%M:%SZ}", f"f1b1cf71-{r.p % 3}", f"Artist {r.p % 3}",
                                       f"a{r.p:07}", f"Song {r.p}"), "\t", event=[{"n": 2, "at": T2, "user": "user_000005"}],
     items=None, columns=columns(user="#1", time="#2"))
shop("p-yelp.jsonl", "", lambda r: (json.dumps({"review_id": f"K{r.n}", "user_id": f"mh{r.u}", "business_id": f"XQ{r.p}",
                                                "stars": float(r.v), "useful": 0, "text": "fine, really", "date": str(r.t)}),),
     event=[{"n": 2, "at": T2, "value": 3}], columns=columns(user="user_id", item="business_id", value="stars"))
shop("p-kuairec.csv", "user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio", lambda r: (
    r.u, 3649 + r.p, 13838 + r.n, 10867, f"{r.t}.{r.n:03}", f"{r.t:%Y%m%d}", T_MS(r) / 1000 + .5, (r.n % 17) / 8 + .1),
    event=[{"n": 2, "user": "5"}], columns=columns(user="user_id", item="video_id"))
shop("p-retailrocket.csv", "timestamp,visitorid,event,itemid,transactionid", lambda r: (
    T_MS(r), 257597 + r.u, ("view", "addtocart", "transaction")[r.n % 3], 355908 + r.p, r.o if r.n % 3 == 2 else ""),
    event=[{"n": 2, "at": T2, "session": "1002"}], columns=columns(user="visitorid", item="itemid", time="timestamp"),
    meanings={"addtocart": "cart", "transaction": "purchase"})
shop("p-globo.csv", "user_id,session_id,session_start,session_size,click_article_id,click_timestamp,click_environment,"
     "click_deviceGroup", lambda r: (r.u, 1506825423271737 + r.o, T_MS(r) - 5000, 2, 119592 + r.p, T_MS(r), 4, 1),
     columns=columns(user="user_id", item="click_article_id", time="click_timestamp", session="session_id"), **PLAIN)
shop("p-gowalla.txt", "", lambda r: (r.u, f"{r.t:%Y-%m-%dT%H:%M:%SZ}", 30.2 + r.p / 100, -97.7 - r.p / 100, 22847 + r.p),
     "\t", event=[{"n": 2, "at": T2, "user": "5", "item": "22850"}], columns=columns(user="#1", time="#2", item="#5"))
shop("p-amazon-2014.jsonl", "", lambda r: (json.dumps({"reviewerID": f"A{r.u}", "asin": f"B{r.p}", "reviewerName": "x",
                                                       "helpful": [2, 3], "reviewText": "fine", "overall": float(r.v),
                                                       "summary": "ok", "unixReviewTime": T_MS(r) // 86400000 * 86400,
                                                       "reviewTime": f"{r.t:%m} {r.t.day}, {r.t.year}"}),),
     event=[{"n": 2, "at": "2026-03-01T00:00:00Z", "value": 3}], columns=columns(user="reviewerID", item="asin"))
shop("p-tafeng.csv", "TRANSACTION_DT,CUSTOMER_ID,AGE_GROUP,PIN_CODE,PRODUCT_SUBCLASS,PRODUCT_ID,AMOUNT,ASSET,SALES_PRICE",
     lambda r: (f"{r.t.month}/{r.t.day}/{r.t.year}", f"{1104905 + r.u:08}", "45-49", 115, 110411, 4710199010372 + r.p, r.q, 24,
                r.c), hints={"day-first": "no"}, event=[{"n": 2, "at": "2026-03-01T00:00:00Z", "user": "01104910"}],
     columns=columns(user="CUSTOMER_ID", item="PRODUCT_ID", time="TRANSACTION_DT"))

# Further shops and tills
shop("f-etsy.csv", "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Order ID,Listing ID,Date Paid,SKU", lambda r: (
    f"{r.t:%m/%d/%y}", f"Cup {r.p}", f"b{r.u}", r.q, r.c / 100, "", r.o, 77000 + r.p, f"{r.t:%m/%d/%Y}", ""),
    hints={"day-first": "no"}, event=[{"n": 2, "at": "2026-03-01T00:00:00Z", "price": 6.25, "item": "77003"}],
    columns=columns(user="Buyer", item="Listing ID", session="Order ID"))
shop("f-square.csv", "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Gross Sales,Net Sales,Transaction ID,Customer ID",
     lambda r: (f"{r.t:%Y-%m-%d}", f"{r.t:%H:%M:%S}", "Paris", "Cups", f"Cup {r.p}", r.q, "Regular", f"s{r.p}",
                f"${r.c * r.q / 100:.2f}", f"${r.c * r.q / 100:.2f}", f"T{r.o}", f"C{r.u}"),
     columns=columns(user="Customer ID", item="SKU", session="Transaction ID", time_of_day="Time"))
shop("f-mercadolibre.csv", "# de venta;Fecha de venta;Comprador;SKU;Título de la publicación;Unidades;Precio unitario (ARS)",
     lambda r: (2000 + r.o, f"{r.t.day} de marzo de {r.t.year} {r.t:%H:%M} hs.", f"mlb{r.u}", f"s{r.p}", f"Taza {r.p}", r.q,
                f"{r.c / 100:.2f}".replace(".", ",")), ";", columns=columns(user="Comprador", item="SKU"))
shop("f-shopee.csv", "หมายเลขคำสั่งซื้อ,วันที่ทำการสั่งซื้อ,ชื่อผู้ใช้ (ผู้ซื้อ),เลขอ้างอิง SKU (SKU Reference No.),ชื่อสินค้า,จำนวน,ราคาขาย",
     lambda r: (f"2603{r.o}", f"{r.t:%Y-%m-%d %H:%M}", f"th{r.u}", f"s{r.p}", f"แก้ว {r.p}", r.q, f"{r.c / 100:.2f}"),
     columns=columns(user="ชื่อผู้ใช้ (ผู้ซื้อ)", item="เลขอ้างอิง SKU (SKU Reference No.)", session="หมายเลขคำสั่งซื้อ"))
shop("f-ozon.csv", "Номер заказа;Дата заказа;Покупатель;Артикул;Наименование товара;Количество;Цена", lambda r: (
    r.o, f"{r.t:%d.%m.%Y %H:%M}", f"п{r.u}", f"s{r.p}", f"Чашка {r.p}", r.q, f"{r.c / 100:.2f}".replace(".", ",")), ";",
    columns=columns(user="Покупатель", item="Артикул", session="Номер заказа"))
shop("f-wix.csv", "Order number,Date created,Time,Contact email,Item,Variant,SKU,Qty,Price,Currency", lambda r: (
    r.o, f'"{r.t:%b} {r.t.day}, {r.t.year}"', f"{r.t:%I:%M %p}", f"b{r.u}@m.org", f"Cup {r.p}", "", f"s{r.p}", r.q,
    f"{r.c / 100:.2f}", "EUR"), columns=columns(user="Contact email", item="SKU", time_of_day="Time"))
shop("f-sap.csv", "VBELN;KUNNR;ERDAT;MATNR;ARKTX;FKIMG;NETWR", lambda r: (
    f"{r.o:010}", f"{r.u:010}", f"{r.t:%d.%m.%Y}", f"{r.p:018}", f"Tasse {r.p}", f"{r.q},000",
    f"{r.c * r.q / 100:.2f}".replace(".", ",")), ";", event=[{"n": 2, "at": "2026-03-01T00:00:00Z", "quantity": 3}],
    columns=columns(user="KUNNR", item="MATNR", session="VBELN", time="ERDAT"), hints={"day-first": "yes"})
shop("f-italian.csv", "N. ordine;Data ordine;Codice cliente;Codice articolo;Descrizione;Quantità;Prezzo unitario", lambda r: (
    r.o, f"{r.t:%d/%m/%Y %H:%M}", f"c{r.u}", f"s{r.p}", f"Tazza {r.p}", r.q, f"{r.c / 100:.2f}".replace(".", ",")), ";",
    columns=columns(user="Codice cliente", item="Codice articolo", session="N. ordine"), hints={"day-first": "yes"})
shop("f-dutch.csv", "Bestelnummer;Besteldatum;Klantnummer;Artikelnummer;Omschrijving;Aantal;Stukprijs", lambda r: (
    r.o, f"{r.t:%d-%m-%Y %H:%M}", f"k{r.u}", f"s{r.p}", f"Kop {r.p}", r.q, f"€ {r.c / 100:.2f}".replace(".", ",")), ";",
    columns=columns(user="Klantnummer", item="Artikelnummer", session="Bestelnummer"), hints={"day-first": "yes"})
shop("f-traditional-chinese.csv", "訂單編號,訂單日期,會員編號,商品貨號,商品名稱,數量,單價", lambda r: (
    r.o, f"{r.t:%Y/%m/%d} {'上午' if r.t.hour < 12 else '下午'} {r.t.hour % 12 or 12:02}:{r.t:%M:%S}", f"m{r.u}", f"s{r.p}",
    f"杯{r.p}", r.q, r.c / 100), columns=columns(user="會員編號", item="商品貨號", session="訂單編號"))
shop("f-pos-chinese.csv", "小票号,会员卡号,商品条码,品名,数量,零售价,实收金额,交易日期,交易时间", lambda r: (
    r.o, f"8{r.u:05}", f"690{r.p:05}", f"杯{r.p}", r.q, r.c / 100, r.c * r.q / 100, f"{r.t:%Y-%m-%d}", f"{r.t:%H:%M:%S}"),
    columns=columns(user="会员卡号", item="商品条码", session="小票号", time="交易日期", time_of_day="交易时间"))
shop("f-no-header.csv", "", lambda r: (f"{r.t}", f"cust-{r.u}", f"prod-{r.p}", r.k), event=[{"n": 2, "at": T2, "user": "cust-5"}],
     columns=columns(user="#2", item="#3", time="#1", kind="#4"))
case("e-totals-within.csv", table("Customer,Product,Date,Amount", lambda r: f"c{r.u},s{r.p},{r.t:%Y-%m-%d},{r.c / 100}"
                                  + (f"\nSubtotal,,,{r.c}" if r.n % 15 == 14 else "")), events=60, users=13)
case("e-indexed.csv", table(",user_id,item_id,rating", lambda r: f"{r.n},u{r.u},i{r.p},{r.v}"), events=60, users=13,
     columns=columns(user="user_id", item="item_id", value="rating"))
case("g-guests.csv", table("order_id,customer_id,sku,created_at", lambda r: f"o{r.o},{'' if r.n // 2 % 3 else f'c{r.u}'},s{r.p},{r.t}"),
     events=20, reasons={"no-user": 40}, remarks=["40 of 60 sampled rows have no shopper"])
case("d-two-names.jsonl", table("", lambda r: json.dumps(
    {"user_id": f"u{r.u}", "product_id": f"s{r.p}", "timestamp": f"{r.t:%Y-%m-%dT%H:%M:%SZ}", "action": r.k,
     **({"session_id": f"x{r.o}"} if r.n % 3 else {"context": {"session_id": f"x{r.o}"}})})), events=60,
     event=[{"n": 3, "session": "x1002"}, {"n": 2, "session": "x1002"}], remarks=["session_id is empty in 20 of the sampled rows"])

shop("i-card-numbers.csv", "", lambda r: (1000000000000000 + 7 * r.u, f"s{r.p}", f"{r.t}"),
     event=[{"n": 2, "at": T2, "user": "1000000000000035"}], columns=columns(user="#1", item="#2", time="#3"))

# Q: advice
case("q-no-product.csv", table("date;visits;revenue", lambda r: f"{r.t:%Y-%m-%d};{100 + r.n};{r.c / 100}"),
     error="import.no-item|import.no-user")
case("q-no-sessions.csv", table("customer,sku,date,price", lambda r: f"{'' if r.n % 4 else f'c{r.u}'},s{r.p},{r.t},{r.c / 100}"),
     events=15, reasons={"no-user": 45}, remarks=["have no shopper: they are rejected."],
     silent=["Name the column of orders"])

# What is drawn around printed tables, and what stands below them
PRINTED = dict(events=60, rejected=0, users=13, items=11, event=[{"n": 2, "at": T2, "user": "u5", "item": "s3"}])


def printed(name, head, line, foot):
    case(name, head + table("", line) + foot, **PRINTED)


printed("e-markdown.md", "# Orders\n\n| user_id | product_id | created_at |\n|---|:---:|---:|\n",
        lambda r: f"| u{r.u} | s{r.p} | {r.t} |", "\n60 rows\n")
printed("e-org.org", "| user_id | product_id | created_at |\n|---------+------------+------------|\n",
        lambda r: f"| u{r.u} | s{r.p} | {r.t} |", "")
printed("e-box.txt", "┌─────────┬────────────┐\n│ user_id │ product_id │     created_at │\n├─────────┼────────────┤\n",
        lambda r: f"│ u{r.u:<6} │ s{r.p:<9} │ {r.t} │", "└─────────┴────────────┘\n")
printed("e-mssql.txt", "user_id,product_id,created_at\n-------,----------,----------\n", lambda r: f"u{r.u},s{r.p},{r.t}",
        "\n(60 rows affected)\n")
printed("e-spark.txt", "+-------+----------+---------+\n|user_id|product_id|created_at|\n+-------+----------+---------+\n",
        lambda r: f"|{'u' + str(r.u):>7}|{'s' + str(r.p):>10}|{r.t}|", "+-------+----------+---------+\nonly showing top 60 rows\n")
printed("e-caret.txt", "user_id^product_id^created_at\n", lambda r: f"u{r.u}^s{r.p}^{r.t}", "")
case("e-two-headers.csv", "Customer,Customer,Product,Product,Order,Order\nID,Name,SKU,Name,Date,Qty\n" + table("", lambda r:
     f"c{r.u},Anna {r.u},s{r.p},Cup {r.p},{r.t},{r.q}"), events=60, rejected=0, users=13, items=11,
     columns=columns(user="Customer ID", item="Product SKU", time="Order Date", quantity="Order Qty"),
     event=[{"n": 2, "at": T2, "quantity": 3}], remarks=["two lines"])

# No tables: refused with what to do
case("q-fixed-widths.txt", "user_id  product_id  created_at\n-------  ----------  -------------------\n" + table("", lambda r:
     f"u{r.u:<7} s{r.p:<10} {r.t}"), error="import.fixed-widths")
case("q-oracle.txt", "\nUSER_ID    CREATED_AT\n---------- -------------------\n" + table("", lambda r: f"u{r.u:<9} {r.t}")
     + "\n60 rows selected.\n", error="import.fixed-widths")
case("q-access.log", table("", lambda r: f'10.0.0.{r.u} - - [{r.t:%d/%b/%Y:%H:%M:%S} +0000] "GET /p/{r.p} HTTP/1.1" 200 {r.n}'),
     error="import.access-log")
case("q-turtle.ttl", "@prefix ex: <http://ex.org/> .\n" + table("", lambda r: f"ex:u{r.u} ex:bought ex:i{r.p} ."),
     error="import.triples")
case("q-triples.nt", table("", lambda r: f"<http://ex.org/u{r.u}> <http://ex.org/bought> <http://ex.org/i{r.p}> ."),
     error="import.triples")
case("q-ini.ini", "".join(f"[event{r.n}]\nuser = u{r.u}\nitem = s{r.p}\n\n" for r in ROWS), error="import.named-values")
case("q-yaml.yaml", "".join(f"- user: u{r.u}\n  item: s{r.p}\n  time: {r.t}\n" for r in ROWS), error="import.named-values")
case("q-snap.txt", "".join(f"product/productId: B{r.p}\nreview/userId: A{r.u}\nreview/score: {r.v}.0\n\n" for r in ROWS),
     error="import.named-values")
case("q-libfm.txt", table("", lambda r: f"{r.v} {r.u}:1 {13 + r.p}:1"), error="import.libsvm")
case("q-quoted-lines.csv", table("user,item,time", lambda r: f'"u{r.u},i{r.p},{r.t}"'), error="import.quoted-lines")
case("q-by-column.json", json.dumps({"user_id": {str(r.n): f"u{r.u}" for r in ROWS},
                                     "item_id": {str(r.n): f"s{r.p}" for r in ROWS}}), error="import.by-column")
case("q-by-column-lists.json", json.dumps({"user_id": [f"u{r.u}" for r in ROWS], "item_id": [f"s{r.p}" for r in ROWS]}),
     error="import.by-column")
case("q-split.json", json.dumps({"columns": ["user_id", "item_id"], "index": [r.n for r in ROWS],
                                 "data": [[f"u{r.u}", f"s{r.p}"] for r in ROWS]}), error="import.by-column")

# One JSON object whose members are shoppers or events; rows as Python prints them
OF = {u: [r for r in ROWS if r.u == u] for u in sorted({r.u for r in ROWS})}
MAP = dict(events=60, rejected=0, users=13, items=11)
case("d-map-lists.json", json.dumps({f"u{u}": [f"s{r.p}" for r in rows] for u, rows in OF.items()}), **MAP)
case("d-map-values.json", json.dumps({f"u{u}": {f"s{r.p}": r.v for r in rows} for u, rows in OF.items()}, indent=1), **MAP)
case("d-map-events.json", json.dumps({f"u{u}": [{"item": f"s{r.p}", "time": str(r.t)} for r in rows]
                                      for u, rows in OF.items()}), event=[{"n": 0, "at": T0, "user": "u0"}], **MAP)
case("d-map-both.json", json.dumps({f"u{u}": [f"s{r.p}" for r in rows] if u % 2 else {f"s{r.p}": r.v for r in rows}
                                    for u, rows in OF.items()}), event=[{"n": 0, "user": "u0", "item": "s0", "value": 1}], **MAP)
case("d-tuples.txt", table("", lambda r: f"('u{r.u}', 's{r.p}', {r.v})"), event=[{"n": 2, "user": "u5", "item": "s3", "value": 3}],
     **MAP)
case("d-mind.tsv", table("", lambda r: f"{r.n + 1}\tU{1000 + r.u}\t{r.t.month}/{r.t.day}/{r.t.year} {r.t:%I:%M:%S %p}\t"
     + " ".join(f"N{100 + (r.p + i) % 20}" for i in range(1 + r.n % 5)) + "\t"
     + " ".join(f"N{200 + (r.p + i) % 20}-{int(i == r.n % 3)}" for i in range(3 + r.n % 3))), events=240, users=13,
     hints={"day-first": "no"}, remarks=["#4 lists what the shopper had before (180 products in 60 sampled rows)"])

# Whose rows they are
shop("f-client-name.csv", "order_id,client_name,sku,quantity,unit_price,order_date", lambda r: (
    r.o, f"Anna B{r.u}", f"s{r.p}", r.q, r.c / 100, r.t), columns=columns(user="client_name", session="order_id"))
shop("f-name-beside-id.csv", "order_id,customer name,customer id,sku,quantity,price,date", lambda r: (
    r.o, f"Anna B{r.u}", f"c{r.u}", f"s{r.p}", r.q, r.c / 100, r.t), columns=columns(user="customer id"))
shop("f-name-beside-mail.csv", "Order,Billing Email,Customer Name,SKU,Qty,Price,Date", lambda r: (
    r.o, f"b{r.u}@m.org", f"Anna {r.u}", f"s{r.p}", r.q, r.c / 100, r.t), columns=columns(user="Billing Email"))
shop("f-netsuite.csv", "Date,Document Number,Name,Item,Description,Quantity,Rate", lambda r: (
    f"{r.t:%m/%d/%Y}", f"SO{r.o}", f"{r.u:03} Anna Ltd", f"CUP-{r.p}", f"A cup {r.p}", r.q, r.c / 100),
    hints={"day-first": "no"}, event=[{"n": 2, "at": "2026-03-01T00:00:00Z", "quantity": 3}],
    columns=columns(user="Name", item="Item", session="Document Number"))
shop("f-kundenname.csv", "Kundenname;Artikelnummer;Bezeichnung;Datum;Menge;Preis", lambda r: (
    f"Müller {r.u}", f"s{r.p}", f"Tasse {r.p}", f"{r.t:%d.%m.%Y %H:%M}", r.q, f"{r.c / 100:.2f}".replace(".", ",")), ";",
    columns=columns(user="Kundenname", item="Artikelnummer"), hints={"day-first": "yes"})
case("q-last-names.csv", table("First Name,Last Name,Product Name,Purchase Date", lambda r: f"Anna,Smith{r.u},Cup {r.p},{r.t}"),
     error="import.no-user")
case("f-segment-guests.jsonl", table("", lambda r: json.dumps(
    {"type": "track", "event": "Product Viewed", "anonymousId": f"a-{r.u}-x", "userId": f"u{r.u}" if r.n % 3 == 0 else None,
     "timestamp": f"{r.t:%Y-%m-%dT%H:%M:%SZ}", "properties": {"product_id": f"s{r.p}"}})), events=60, rejected=0, items=11,
     event=[{"n": 0, "user": "u0"}, {"n": 2, "user": "a-5-x"}], columns=columns(user="anonymousId"),
     remarks=["userId is empty in 40", "counts as two shoppers"])
case("f-otto.csv", table("session,aid,ts,type", lambda r: f"{r.u},{500 + r.p},{T_MS(r)},{('clicks', 'carts', 'orders')[r.n % 3]}"),
     events=60, users=13, event=[{"n": 2, "at": T2}], meanings={"clicks": "view", "carts": "cart", "orders": "purchase"},
     silent=["not known"])
for name, yes, no in (("liked", "TRUE", "FALSE"), ("purchased", "yes", "no"), ("clicked", "Y", "N")):
    case(f"m-{name}.csv", table(f"user,item,{name},time", lambda r: f"u{r.u},i{r.p},{yes if r.n % 3 else no},{r.t}"), events=60,
         columns=columns(kind=name), remarks=["says yes or no"], silent=["not known"],
         meanings={yes: {"liked": "favourite", "purchased": "purchase", "clicked": "view"}[name]})

# How keys are written
case("i-decomposed.csv", table("user,item,time", lambda r: unicodedata.normalize("NFD" if r.n % 2 else "NFC", f"José{r.u},Café {r.p}")
     + f",{r.t}"), events=60, users=13, items=11, event=[{"n": 1, "user": "José0"}], silent=["written in another way"])
for name, write in {"capitals": lambda r: f"Anna{r.u}@Shop.de" if r.n % 3 else f"anna{r.u}@shop.de",
                    "wide-digits": lambda r: digits(f"{r.u}", 0xFF10) if r.n % 2 else f"{r.u}",
                    "points-behind": lambda r: f"u{r.u}" + ("." if r.n % 2 else "")}.items():
    case(f"j-{name}.csv", table("user_id,item,time", lambda r: f"{write(r)},s{r.p},{r.t}"), events=60, users=26,
         remarks=["user_id: 13 of 26 sampled keys are written in another way"])
case("j-rounded.csv", table("user,item,date", lambda r: f"1.2345{r.u % 3}E+12,i{r.p},{r.t}"), events=60,
     remarks=["whose last digits a spreadsheet has rounded away"])

# Numbers as people write them
for name, write, value in (("stars-drawn", lambda v: "★" * v + "☆" * (5 - v), 3), ("of-five", lambda v: f"{v}/5", 3),
                           ("half-stars", lambda v: "★" * v + "½", 3.5), ("von-sternen", lambda v: f"{v},5 von 5 Sternen"
                            if v < 5 else "5 von 5 Sternen", 3.5), ("xing", lambda v: f"{v}星", 3)):
    case(f"m-{name}.csv", table("user;item;rating;date", lambda r: f"u{r.u};i{r.p};{write(r.v)};{r.t}"), events=60, rejected=0,
         event=[{"n": 2, "value": value}], columns=columns(value="rating"))
case("b-rupees.csv", table("customer,product,price,date", lambda r: f'c{r.u},s{r.p},"Rs. 1,{r.c % 1000:03}",{r.t}'), events=60,
     event=[{"n": 2, "price": 1625}], columns=columns(unit_price="price"))

# Several products to a cell, with pieces and price
case("d-adobe.tsv", table("date_time\tvisitor_id\tevent_list\tproduct_list", lambda r:
     f"{r.t}\tv{r.u}\t{('prodView', 'scAdd', 'purchase')[r.n % 3]}\t"
     + ",".join(f"Cups;s{(r.p + i) % 11};{1 + i};{2.5 * (1 + i)}" for i in range(1 + r.n % 3))),
     events=120, rejected=0, users=13, items=11, meanings={"prodView": "view", "scAdd": "cart"}, remarks=["Adobe"],
     event=[{"n": 0, "at": T0, "item": "s0", "quantity": 1, "price": 2.5}, {"n": 2, "item": "s8", "quantity": 2, "price": 2.5}])
case("d-adobe-short.tsv", table("hit_time_gmt\tpost_visid_high\tpost_visid_low\tpost_product_list", lambda r:
     f"{T_MS(r) // 1000}\t31{r.u:05}\t77{r.u:04}\t" + ",".join(f";s{(r.p + i) % 11};;;event1=3|event2=4;eVar1=a"
                                                                 for i in range(1 + r.n % 3))),
     events=120, rejected=0, users=13, items=11, event=[{"n": 0, "at": T0, "item": "s0"}], columns=columns(user="post_visid_high"))
case("d-key-pieces-price.csv", table("order_id,customer_id,date,products", lambda r: f'{r.o},c{r.u},{r.t},"'
     + "|".join(f"s{(r.p + i) % 11}:{1 + i}:{2.5 * (1 + i)}" for i in range(1 + r.n % 3)) + '"'),
     events=120, rejected=0, items=11, event=[{"n": 2, "item": "s8", "quantity": 2, "price": 5}])

# Products side by side
GOODS = ["milk", "bread", "butter", "beer", "eggs", "tea", "jam", "ham"]


def matrix(name, head, cell, rows=40, **right):
    case(name, ",".join([head, *GOODS]) + "\n" + "".join(
        f"k{u}," + ",".join(cell(u, i) for i in range(len(GOODS))) + "\n" for u in range(rows)), items=8, **right)


matrix("d-one-hot.csv", "basket", lambda u, i: str(int((u * 7 + i * 3) % 5 == 0)), events=64, rejected=0, columns=columns(item="product"),
       event=[{"n": 0, "session": "k0", "item": "milk"}], remarks=["stand side by side"])
matrix("d-one-hot-words.csv", "customer_id", lambda u, i: str((u * 7 + i * 3) % 5 == 0), events=64, rejected=0, users=40)
matrix("d-ratings-matrix.csv", "", lambda u, i: str(1 + (u + i) % 5) if (u + 2 * i) % 3 == 0 else "", events=107, rejected=0,
       users=40, event=[{"n": 0, "user": "k0", "item": "milk", "value": 1}])
matrix("d-pieces-matrix.csv", "customer", lambda u, i: str((u + i) % 4 if (u + 2 * i) % 3 == 0 else 0), users=40,
       columns=columns(user="customer", quantity="product.pieces"))
case("q-one-hot-alone.csv", ",".join(GOODS) + "\n" + "".join(
    ",".join(str(int((u * 7 + i * 3) % 5 == 0)) for i in range(8)) + "\n" for u in range(40)), error="import.products-alone")
case("m-attributes.csv", "user_id," + ",".join(f"is_{g}" for g in GOODS) + "\n" + "".join(
    f"u{u}," + ",".join(str(int((u * 7 + i * 3) % 5 == 0)) for i in range(8)) + "\n" for u in range(40)), error="import.no-item",
    silent=["side by side"])
case("m-months.csv", table("Customer,Product,Jan 2026,Feb 2026,Mar 2026", lambda r: f"c{r.u},s{r.p},{r.n % 3},{r.n % 4},{r.n % 2}"),
     events=60, remarks=["3 columns (Jan 2026 to Mar 2026) have numbers of a period each"])

# Lines of logs
case("d-logfmt.log", table("", lambda r: f'price={r.c / 100} item=s{r.p} ts={r.t:%Y-%m-%dT%H:%M:%SZ} msg="a cup" user=u{r.u}'),
     users=13, items=11, event=[{"n": 2, "at": T2, "user": "u5", "item": "s3", "price": 6.25}], events=60, rejected=0)
case("d-log4j.log", table("", lambda r: f"{r.t},123 INFO  [main] com.shop.Cart - user=u{r.u} viewed product=s{r.p}"),
     users=13, items=11, event=[{"n": 2, "user": "u5", "item": "s3"}], events=60, rejected=0)
case("d-search-answer.json", json.dumps({"took": 3, "_shards": {"total": 1}, "hits": {"total": {"value": 60}, "hits": [
    {"_index": "e", "_source": {"user_id": f"u{r.u}", "product_id": f"s{r.p}", "@timestamp": f"{r.t:%Y-%m-%dT%H:%M:%SZ}"}}
    for r in ROWS]}}), events=60, users=13, event=[{"n": 2, "at": T2, "price": None}])

# Order heads in the last line of an order
def below(name, head, order, foot, **right):
    case(name, head + "\n" + "".join("".join(order(o, r, i == 2) for i, r in enumerate(o)) + foot(o) for o in HEADS),
         users=7, event=[{"n": 0, "user": "c0", "at": T2}, {"n": 1, "user": "c0", "item": "s0"}], **right)


BELOW_TIME = lambda o: f"c{o[0].n % 7},{START + dt.timedelta(minutes=187)}"
below("g-last-line.csv", "order_id,customer,date,sku,qty,price", lambda o, r, last:
      f"{o[0].o},{BELOW_TIME(o) if last else ','},s{r.p},{r.q},{r.c / 100}\n", lambda o: "", events=60, rejected=0,
      remarks=["Only the last line of an order has customer, date"])
below("g-last-line-merged.csv", "order_id,customer,date,sku,qty", lambda o, r, last:
      (f"{o[0].n},{BELOW_TIME(o)}" if last else ",,") + f",s{r.p},{r.q}\n", lambda o: "", events=60, rejected=0)
case("g-footer-line.csv", "order_id,customer,date,sku,qty,price\n" + "".join(
    "".join(f"{o[0].n},,,s{r.p},{r.q},{r.c / 100}\n" for r in o) + f"{o[0].n},{BELOW_TIME(o)},,,9.5\n" for o in HEADS),
    events=60, users=7, rejected=20, event=[{"n": 0, "user": "c0", "item": "s0", "at": T2}])

# Encodings of short files
for name, encoding, words, line in (
        ("shift-jis", "shift_jis", "顧客番号,商品番号,日時", lambda r: f"顧客{r.u},商品{r.p},{r.t}"),
        ("windows-1251", "cp1251", "Покупатель;Товар;Дата", lambda r: f"Иван{r.u};Чашка {r.p};{r.t}"),
        ("koi8", "koi8-r", "Покупатель;Товар;Дата", lambda r: f"Иван{r.u};Чашка {r.p};{r.t}"),
        ("greek", "iso-8859-7", "user;item;time", lambda r: f"Γιώργος{r.u};Κούπα {r.p};{r.t}"),
        ("latin-9", "iso-8859-15", "Kunde;Artikel;Preis;Datum", lambda r: f"Müller{r.u};Kœur {r.p};{r.c / 100} €;{r.t}")):
    case(f"h-{name}.csv", table(words, line), encoding, events=60, users=13, items=11,
         event=[{"n": 2, "at": T2, "user": line(ROWS[2]).replace(",", ";").split(";")[0]}])
case("q-ebcdic.csv", table("user,item,time", lambda r: f"u{r.u},i{r.p},{r.t}"), "cp037", error="import.ebcdic")
for name, head in {"bzip2": b"BZh91AY&SY", "xz": b"\xfd7zXZ\0", "zst": b"\x28\xb5\x2f\xfd", "7z": b"7z\xbc\xaf\x27\x1c"}.items():
    case(f"q-{name}.bin", head + bytes(range(256)) * 2, error="import.compressed")
for name, head in {"parquet": b"PAR1", "sqlite": b"SQLite format 3\0", "xls": bytes.fromhex("d0cf11e0a1b11ae1"),
                   "feather": b"ARROW1\0\0", "pickle": b"\x80\x04\x95"}.items():
    case(f"q-{name}.bin", head + bytes(range(256)) * 2, error="import.of-program")

with open(os.path.join(HERE, "cases.json"), "w", encoding="utf-8") as out:
    out.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in CASES) + "\n]\n")
