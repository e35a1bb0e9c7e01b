#!/usr/bin/env python3
"""A second reading of the log's formats, written from the specifications and from nothing else.

It reads RFC 6962 (section 2.1), RFC 8032 (section 5.1) and the C2SP texts (signed-note, tlog-checkpoint,
tlog-cosignature, tlog-proof, tlog-tiles, tlog-policy's example of a quorum of all) once more, in another language,
slowly and plainly, with the standard library alone. Where it and the Rust code agree, a mistake would have to be made
twice. It shares no code with the rest.

Usage: second_reading.py <folder of the log> <log key> <witness key> <folder of receipts>

The folder of receipts holds NAME.tlog-proof with NAME.leaf, and NAME.consistency in the form of a tlog-witness request
("old N", the hashes, an empty line, the checkpoint).
"""

import base64
import functools
import hashlib
import pathlib
import sys


class Refused(Exception):
    """Something is not as the specifications say."""


def hold(condition, reason):
    if not condition:
        raise Refused(reason)


# --- RFC 8032: Ed25519, by its definition -------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    hold(y < P, "a point that is not written in its shortest form")
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        hold(sign == 0, "a point that does not exist")
        return 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_OF_MINUS_ONE % P
    hold((x * x - x2) % P == 0, "a point that is not on the curve")
    return P - x if x & 1 != sign else x


BASE_Y = 4 * pow(5, P - 2, P) % P


def spread(x, y):
    return x, y, 1, x * y % P


BASE = spread(x_of(BASE_Y, 0), BASE_Y)


def add(first, second):
    """Two points added, each as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z, so that nothing is divided."""
    (x1, y1, z1, t1), (x2, y2, z2, t2) = first, second
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * D * t1 * t2 % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def is_same(first, second):
    (x1, y1, z1, _), (x2, y2, z2, _) = first, second
    return (x1 * z2 - x2 * z1) % P == 0 and (y1 * z2 - y2 * z1) % P == 0


def point_of(raw):
    number = int.from_bytes(raw, "little")
    y, sign = number & (2**255 - 1), number >> 255
    return spread(x_of(y, sign), y)


@functools.cache
def is_signature(public, message, signature):
    if len(signature) != 64:
        return False
    try:
        key, r = point_of(public), point_of(signature[:32])
    except Refused:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    k = int.from_bytes(digest, "little") % L
    return is_same(times(s, BASE), add(r, times(k, key)))


# --- RFC 6962: the tree, by its definition ------------------------------------------------------------------------

def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


class Tree:
    """The definitions of section 2.1, with a memory so that they end in time."""

    def __init__(self, leaves):
        self.leaves = leaves
        self.known = {}

    def root(self, start, end):
        if start == end:
            return hashlib.sha256(b"").digest()
        if end - start == 1:
            return self.leaves[start]
        if (start, end) not in self.known:
            k = start + split(end - start)
            self.known[start, end] = node_hash(self.root(start, k), self.root(k, end))
        return self.known[start, end]

    def path(self, m, start, end):
        if end - start == 1:
            return []
        k = split(end - start)
        if m < k:
            return self.path(m, start, start + k) + [self.root(start + k, end)]
        return self.path(m - k, start + k, end) + [self.root(start, start + k)]

    def consistency(self, m, n):
        return self.subproof(m, 0, n, True)

    def subproof(self, m, start, end, is_whole):
        if m == end - start:
            return [] if is_whole else [self.root(start, end)]
        k = split(end - start)
        if m <= k:
            return self.subproof(m, start, start + k, is_whole) + [self.root(start + k, end)]
        return self.subproof(m - k, start + k, end, False) + [self.root(start, start + k)]


def root_from_path(leaf, index, size, path):
    """The root that a proof leads to, by going down the sizes and coming back up."""
    if size == 1:
        hold(not path, "a proof that is too long")
        return leaf
    hold(path, "a proof that is too short")
    k = split(size)
    if index < k:
        return node_hash(root_from_path(leaf, index, k, path[:-1]), path[-1])
    return node_hash(path[-1], root_from_path(leaf, index - k, size - k, path[:-1]))


# --- C2SP -------------------------------------------------------------------------------------------------------

def from_base64(text):
    raw = base64.b64decode(text, validate=True)
    hold(base64.b64encode(raw).decode() == text, "base64 in another spelling")
    return raw


def number(text):
    hold(text.isascii() and text.isdigit() and str(int(text)) == text, "a number in another spelling")
    return int(text)


def verifier(text):
    name, key_id, material = text.split("+", 2)
    raw = from_base64(material)
    kind, public = raw[0], raw[1:]
    hold(len(public) == 32 and kind in (1, 4), "a key of another kind")
    digest = hashlib.sha256(name.encode() + b"\n" + raw).digest()
    hold(digest[:4].hex() == key_id, "a key id that is not the key's")
    return name, digest[:4], kind, public


def open_note(raw, keys):
    """The text of a note and, for each key that signed it, the time of its signature if it has one."""
    text, _, lines = raw.decode().rpartition("\n\n")
    text += "\n"
    hold(lines.endswith("\n"), "a note without its last newline")
    signed = {}
    for line in lines[:-1].split("\n"):
        dash, name, encoded = line.split(" ")
        hold(dash == "\u2014", "a line that is no signature")
        signature = from_base64(encoded)
        for key_name, key_id, kind, public in keys:
            if (key_name, key_id) != (name, signature[:4]):
                continue
            body, time = signature[4:], None
            message = text.encode()
            if kind == 4:
                time = int.from_bytes(body[:8], "big")
                body = body[8:]
                message = f"cosignature/v1\ntime {time}\n".encode() + message
            hold(is_signature(public, message, body), f"the signature of {name} is false")
            signed[name] = time
    return text, signed


def checkpoint(raw, keys):
    text, signed = open_note(raw, keys)
    hold(set(signed) == {name for name, *_ in keys}, "someone did not sign")
    origin, size, root, *rest = text.split("\n")
    hold(rest == [""], "lines that were not expected")
    hold(origin == keys[0][0], "another log")
    return number(size), from_base64(root)


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/" + "/".join(groups) + ("" if width == 256 else f".p/{width}")


def read_log(folder, size):
    """All entries, after comparing every hash tile with what the entries give."""
    entries = []
    for index in range((size + 255) // 256):
        width = min(256, size - index * 256)
        raw = (folder / tile_path("entries", index, width)).read_bytes()
        for _ in range(width):
            length = int.from_bytes(raw[:2], "big")
            hold(len(raw) >= 2 + length, "an entry that is cut short")
            entries.append(raw[2:2 + length])
            raw = raw[2 + length:]
        hold(not raw, "bytes after the last entry")
    tree = Tree([leaf_hash(entry) for entry in entries])
    level, n_tiles = 0, 0
    while size >> (8 * level):
        span = 256**level
        hashes = [tree.root(n * span, (n + 1) * span) for n in range(size // span)]
        for index in range((len(hashes) + 255) // 256):
            part = hashes[index * 256:(index + 1) * 256]
            raw = (folder / tile_path(level, index, len(part))).read_bytes()
            hold(raw == b"".join(part), f"tile {level}/{index} does not hold what the entries give")
            n_tiles += 1
        level += 1
    return tree, n_tiles


def check_receipt(raw, leaf, tree, keys):
    head, _, note = raw.partition(b"\n\n")
    lines = head.decode().split("\n")
    hold(lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a receipt")
    if lines[0].startswith("extra "):
        from_base64(lines.pop(0)[6:])
    word, index = lines.pop(0).split(" ")
    hold(word == "index", "no index")
    index, path = number(index), [from_base64(line) for line in lines]
    size, root = checkpoint(note, keys)
    hold(index < size, "an index beyond the log")
    hold(root_from_path(leaf, index, size, path) == root, "a proof that leads to another root")
    hold(path == tree.path(index, 0, size), "a proof that is not the one of the definition")


def check_consistency(raw, tree, keys):
    head, _, note = raw.partition(b"\n\n")
    lines = head.decode().split("\n")
    word, old = lines.pop(0).split(" ")
    hold(word == "old", "no old size")
    old, proof = number(old), [from_base64(line) for line in lines]
    size, root = checkpoint(note, keys)
    hold(root == tree.root(0, size), "a checkpoint of another history")
    expected = tree.consistency(old, size) if 0 < old else []
    hold(proof == expected, "a consistency proof that is not the one of the definition")


def main(folder, log_key, witness_key, receipts):
    folder, receipts = pathlib.Path(folder), pathlib.Path(receipts)
    keys = [verifier(log_key), verifier(witness_key)]
    size, root = checkpoint((folder / "checkpoint").read_bytes(), keys)
    tree, n_tiles = read_log(folder, size)
    hold(tree.root(0, size) == root, "the entries do not give the signed root")
    n_receipts = n_consistency = 0
    for path in sorted(receipts.glob("*.tlog-proof")):
        leaf = leaf_hash(path.with_suffix(".leaf").read_bytes())
        check_receipt(path.read_bytes(), leaf, tree, keys)
        n_receipts += 1
    for path in sorted(receipts.glob("*.consistency")):
        check_consistency(path.read_bytes(), tree, keys)
        n_consistency += 1
    print(f"agreed: {size} entries, {n_tiles} tiles, {n_receipts} receipts, {n_consistency} consistency proofs")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (Refused, ValueError, OSError) as refused:
        print(f"refused: {refused}", file=sys.stderr)
        sys.exit(1)
