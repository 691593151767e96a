#!/usr/bin/env python3
"""Archives as they come from other programs, from broken downloads and from people who mean harm. Writes them beside it."""
import gzip
import io
import pathlib
import struct
import zipfile
import zlib

HERE = pathlib.Path(__file__).parent
LOG = b"user,item,kind\nann,tea,buy\n"
DAY = (2024, 3, 1, 12, 0, 0)


def archive(*members, compression=zipfile.ZIP_DEFLATED, comment=b""):
    """@param members  (name, bytes)"""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as out:
        for name, content in members:
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = compression
            out.writestr(info, content)
        out.comment = comment
    return packed.getvalue()


class Pipe(io.RawIOBase):
    """Cannot go back, so that sizes and checksums stand behind the data."""

    def __init__(self):
        self.bytes = b""

    def writable(self):
        return True

    def seekable(self):
        return False

    def write(self, more):
        self.bytes += bytes(more)
        return len(more)


def streamed():
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as out:
        with out.open(zipfile.ZipInfo("log.csv", DAY), "w") as member:
            member.write(LOG)
    return pipe.bytes


def with_zip64():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        with out.open(zipfile.ZipInfo("log.csv", DAY), "w", force_zip64=True) as member:
            member.write(LOG)
    return packed.getvalue()


def changed(packed, signature, offset, value):
    """The packed bytes with a field of every header of this signature replaced."""
    packed, at = bytearray(packed), packed.find(signature)
    while at >= 0:
        packed[at + offset:at + offset + len(value)] = value
        at = packed.find(signature, at + 4)
    return bytes(packed)


def encrypted(packed):
    return changed(changed(packed, b"PK\3\4", 6, b"\1\0"), b"PK\1\2", 8, b"\1\0")


def with_wrong_checksum(packed):
    wrong = struct.pack("<I", zlib.crc32(LOG) ^ 1)
    return changed(changed(packed, b"PK\3\4", 14, wrong), b"PK\1\2", 16, wrong)


def with_wrong_size(packed):
    wrong = struct.pack("<I", 5)
    return changed(changed(packed, b"PK\3\4", 22, wrong), b"PK\1\2", 24, wrong)


def duplicate_names():
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return archive(("log.csv", LOG), ("log.csv", LOG.replace(b"ann", b"bob")))


good = archive(("log.csv", LOG))
zeros = bytes(8 << 20)
two = gzip.compress(LOG, mtime=0) + gzip.compress(b"bob,cup,buy\n", mtime=0)
FILES = {
    "good.zip": good,
    "stored.zip": archive(("log.csv", LOG), compression=zipfile.ZIP_STORED),
    "comment.zip": archive(("log.csv", LOG), comment=b"a remark of many words " * 20),
    "folders.zip": archive(("shop/", b""), ("shop/2024/", b""), ("shop/2024/log.csv", LOG)),
    "streamed.zip": streamed(),
    "zip64.zip": with_zip64(),
    "chinese_name.zip": archive(("日志.csv", LOG)),
    "prefix_junk.zip": b"#!/bin/sh\n# unpacks itself\n" * 4 + good,
    "duplicate_names.zip": duplicate_names(),
    "slip_beside_good.zip": archive(("../../escaped.csv", LOG), ("log.csv", LOG)),
    "slip_absolute.zip": archive(("/etc/escaped.csv", LOG)),
    "slip_backslash.zip": archive(("..\\..\\escaped.csv", LOG)),
    "slip_drive.zip": archive(("C:\\escaped.csv", LOG)),
    "encrypted.zip": encrypted(good),
    "method.zip": archive(("log.csv", LOG * 9), compression=zipfile.ZIP_BZIP2),
    "bad_crc.zip": with_wrong_checksum(good),
    "lying_size.zip": with_wrong_size(good),
    "truncated.zip": good[:-30],
    "many_entries.zip": archive(*((f"{number:04}", b"") for number in range(1500)), compression=zipfile.ZIP_STORED),
    "nested.zip": archive(("inner.zip", archive(("deeper.zip", archive(("zeros.csv", zeros)))))),
    "zeros.zip": archive(("zeros.csv", zeros)),
    "two_members.csv.gz": two,
    "truncated.csv.gz": two[:len(two) - 12],
    "bomb.csv.gz": gzip.compress(b"user,item\n" + b"ann,tea\n" * (1 << 20), mtime=0),
}
for name, content in FILES.items():
    (HERE / name).write_bytes(content)
