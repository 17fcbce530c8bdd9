"""Damage to what torch.save writes: the pickle in the archive, the sizes of what it points to, and the old format."""

from __future__ import annotations

from random import Random

from .archives import damage_zip
from .bytes import damage_bytes
from .pickles import damage_pickle


def damage_torch(content: bytes, chance: Random) -> bytes:
    """By what the file begins with: an archive, or the pickles of torch before 1.6."""
    if content.startswith(b"PK"):
        return damage_zip(content, chance, _member)
    parts = _split(content)
    at = chance.randrange(len(parts))
    parts[at] = damage_pickle(parts[at], chance) if chance.random() < 0.8 else damage_bytes(parts[at], chance)
    return b"".join(parts)


def _member(name: str, data: bytes, chance: Random) -> bytes:
    if name.endswith("data.pkl"):
        return damage_pickle(data, chance)
    if "/data/" in name:
        return chance.choice((b"", data[:-4], data[:-1], data * 2, b"\xff" * len(data), data + b"\0" * (1 << 20)))
    return chance.choice((b"", b"0", b"9" * 5000, b"big", b"little", b"\xff", b"-1", damage_bytes(data, chance)))


def _split(content: bytes) -> list[bytes]:
    """The pickles one behind the other, and with the last one what follows."""
    import pickletools

    parts = []
    while content[:1] == b"\x80" and len(parts) < 5:
        try:
            end = max(at for _, _, at in pickletools.genops(content) if at is not None) + 1
        except (ValueError, EOFError):
            break
        parts.append(content[:end])
        content = content[end:]
    return [*parts, content] if content or not parts else parts
