"""Damage to pickles, opcode by opcode: arguments change, operations are lost, doubled, exchanged or come in."""

from __future__ import annotations

import pickle
import pickletools
from random import Random

from . import hostile
from .bytes import damage_bytes

_FRAGMENTS = (
    b"(" * 5000, b"]" * 5000, b"(" * 2000 + b"t" * 2000, b"0", b"00", b"2" * 1000, b"}", b"]", b")", b"N", b"\x88",
    b"(l", b"(d", b"a", b"s", b"u",
    b"e", b"b", b"R", b"\x81", b"q\x00h\x00", b"h\xff", b"r\xff\xff\xff\x7f", b"j\xff\xff\xff\x7f", b"]q\x01h\x01a",
    b"}q\x02h\x02N\x86R",
    b"cos\nsystem\n(S'true'\ntR", b"c__builtin__\neval\n", b"ctorch\nTensor\n",
    b"ctorch._utils\n_rebuild_tensor_v2\n)R", b"ctorch._utils\n_rebuild_tensor\n)R",
    b"ccollections\nOrderedDict\n)R", b"ctorch.storage\n_load_from_bytes\n", b"ctorch.nn.parameter\nParameter\n)R",
    b"ctorch\nSize\n(lR",
    b"cnumpy._core.multiarray\nscalar\n)R", b"cargparse\nNamespace\n)\x81", b"ctorch.serialization\n_get_layout\n)R",
    b"ctorch._utils\n_rebuild_sparse_tensor\n)R",
    b"ctorch._utils\n_rebuild_meta_tensor_no_storage\n)R", b"ctorch._tensor\n_rebuild_from_type_v2\n)R",
    b"ctorch\ndevice\nX\x04\x00\x00\x00cudaq\x05\x85R", b"Q", b"P1\n",
    b"X\xff\xff\xff\x7f", b"\x8d\xff\xff\xff\xff\xff\xff\xff\x7f", b"\x8b\xff\xff\xff\x7f", b"T\xff\xff\xff\x7f",
    b"\x80\xff", b"\x95\xff\xff\xff\xff\xff\xff\xff\x7f",
    b"ctorch\nFloatStorage\n", b"ctorch\nIntStorage\n", b"ctorch\nQInt8Storage\n", b"ctorch.jit\nScriptModule\n",
)  # fmt: skip


def damage_pickle(content: bytes, chance: Random) -> bytes:
    """One to three operations of the first pickle in `content`; what follows it stays."""
    try:
        places = [at for _, _, at in pickletools.genops(content) if at is not None]
    except (ValueError, EOFError, IndexError):
        return damage_bytes(content, chance)
    end = places[-1] + 1
    pieces = [content[start:stop] for start, stop in zip(places, [*places[1:], end], strict=True)]
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(pieces))
        match chance.randrange(9):
            case 0:
                del pieces[at]
            case 1:
                pieces.insert(at, pieces[at])
            case 2:
                other = chance.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3 | 4:
                pieces.insert(at, chance.choice(_FRAGMENTS))
            case _:
                at = chance.choice([i for i, piece in enumerate(pieces) if piece[:1] in b"KMJG\x8aIXcU\x8c"] or [at])
                pieces[at] = _other_argument(pieces[at], chance)
        if not pieces:
            break
    return b"".join(pieces) + content[end:]


def _other_argument(piece: bytes, chance: Random) -> bytes:
    """Another number, text or name in the place of one."""
    kind = piece[:1]
    if kind in b"KMJ\x8aI":
        return _constant(chance.choice((hostile.integer(chance, 64, signed=True), chance.randrange(20), 10**400)))
    if kind == b"G":
        return _constant(chance.choice(hostile.FLOATS))
    if kind == b"c":
        return chance.choice([fragment for fragment in _FRAGMENTS if fragment.startswith(b"c")])
    text = chance.choice(("0", "1", "../0", "cpu", "cuda", "cuda:99", "storage", "", hostile.text(chance)[:1000]))
    return _constant(text.encode("utf-8", "replace").decode())


def _constant(value: object) -> bytes:
    """The operations that put `value` on the stack, without their frame and end."""
    return pickle.dumps(value, 2)[2:-1].partition(b"q\x00")[0]
