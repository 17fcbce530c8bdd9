"""Single edits of points of a token region: enumeration, application and random edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from .candidate_sets import CandidateSet
    from .token_region import TokenRegion

DELETED = -1  # no token at this position
SWAP = -2  # of an edit: the token is swapped with the next one


class AllowedEdits(NamedTuple):
    """Edits allowed next at a point, (B, T) bool each; `insert` (B, S - T)."""

    replace: Tensor
    delete: Tensor
    swap: Tensor
    insert: Tensor


class SingleEdits(NamedTuple):
    """Single edits of some points, (m,) each: the point, its column, and the new token."""

    row: Tensor
    slot: Tensor
    token: Tensor  # or DELETED, or SWAP

    def select(self, which: Tensor) -> SingleEdits:
        """The edits at the indices or mask `which`."""
        return SingleEdits(self.row[which], self.slot[which], self.token[which])


def find_allowed_edits(region: TokenRegion, v: Tensor) -> AllowedEdits:
    """Edits allowed next at points `v` (B, S) of `region`: at unedited positions, while budget is left."""
    T, places = region.slots.T, region.places
    units, changed = region.units(v), region.find_changes(v)
    free = ~changed & (units.sum(1) < region.edits)[:, None]
    if region.once:
        words = region.word_numbers
        touched = torch.zeros(len(v), T + 1, dtype=torch.int64, device=v.device).scatter_add(1, words, units.long())
        free &= touched.gather(1, words) == 0
    tokens, gaps = free[:, :T], free[:, T:]
    swap = torch.zeros_like(tokens)
    swap[:, :-1] = tokens[:, :-1] & tokens[:, 1:] & (region.tokens[:, :-1] != region.tokens[:, 1:])
    if region.inserting is not None:
        one_round = T + 1
        before = torch.nn.functional.pad(changed[:, T:], (one_round, 0), value=True)[:, : gaps.shape[1]]
        gaps = gaps & before & region.gap_open & (region.inserting.counts(region.gap_sources) > 0)
    several = region.present(v).sum(1, keepdim=True) > 1
    return AllowedEdits(
        replace=tokens & places.replace & (region.replacing.counts(region.tokens) > 0),
        delete=tokens & places.delete & several,
        swap=swap & places.swap,
        insert=gaps,
    )


def list_edits(region: TokenRegion, v: Tensor, columns: Tensor | None = None) -> SingleEdits:
    """All single edits of points `v` (B, S) within `region` that change what the network reads.

    Args:
        region: of the same sequences.
        v: points inside.
        columns: allowed columns, (B, S) bool; None: all.
    """
    T = region.slots.T
    where = find_allowed_edits(region, v)
    allowed = torch.ones_like(v, dtype=torch.bool) if columns is None else columns
    edits = [_puts(region.replacing, region, where.replace & allowed[:, :T], region.tokens, 0)]
    for flags, token in ((where.delete, DELETED), (where.swap, SWAP)):
        row, slot = (flags & allowed[:, :T]).nonzero(as_tuple=True)
        edits.append(SingleEdits(row, slot, torch.full_like(slot, token)))
    if region.inserting is not None:
        edits.append(_puts(region.inserting, region, where.insert & allowed[:, T:], region.gap_sources, T))
    return SingleEdits(*(torch.cat(parts) for parts in zip(*edits, strict=True)))


def _puts(choices: CandidateSet, region: TokenRegion, flags: Tensor, sources: Tensor, first: int) -> SingleEdits:
    row, slot = flags.nonzero(as_tuple=True)
    source = sources[row, slot]
    options = choices.options(source)  # (q, M)
    possible = options >= 0
    if not first:  # substitutions must change what the network reads
        possible &= region.read(options) != region.read(source)[:, None]
    number, option = possible.nonzero(as_tuple=True)
    return SingleEdits(row[number], slot[number] + first, options[number, option])


def apply_edits(region: TokenRegion, v: Tensor, edits: SingleEdits) -> Tensor:
    """Points `v` (B, S) after each of the edits, (m, S)."""
    points = v[edits.row]
    number = torch.arange(len(points), device=v.device)
    swap = edits.token == SWAP
    row, slot = edits.row[swap], edits.slot[swap]
    points[number, edits.slot] = edits.token
    points[number[swap], slot] = region.tokens[row, slot + 1]
    points[number[swap], slot + 1] = region.tokens[row, slot]
    return points


def draw_edits(region: TokenRegion, generator: Generator) -> Tensor:
    """As many random edits as the budget allows, one after another, each at an unedited position, (B, S).

    All kinds of edits at all positions have equal probability, and so have all candidate tokens.
    """
    v = region.centre.clone()
    if not v.numel():
        return v
    T, row = region.slots.T, torch.arange(len(v), device=v.device)

    def draw(*shape: int) -> Tensor:
        return torch.rand(shape, generator=generator, device=generator.device).to(v.device)

    for _ in range(int(region.edits.max())):
        flags = torch.cat(find_allowed_edits(region, v), 1)  # (B, T + T + T + (S - T))
        chance = draw(*flags.shape).masked_fill(~flags, -1.0)
        best = chance.max(1)
        kind, slot = best.indices.clamp(max=3 * T) // T, best.indices % T
        slot = torch.where(kind == 3, best.indices - 2 * T, slot)  # the gaps follow the tokens
        uniform = draw(len(v))
        source = torch.cat([region.tokens, region.gap_sources], 1)[row, slot]
        token = region.replacing.draw(source, uniform)
        if region.inserting is not None:
            token = torch.where(kind == 3, region.inserting.draw(source, uniform), token)
        token = torch.where(kind == 1, DELETED, torch.where(kind == 2, SWAP, token))
        going = best.values >= 0
        edit = SingleEdits(row, torch.where(going, slot, 0), torch.where(going, token, DELETED))
        v = torch.where(going[:, None], apply_edits(region, v, edit), v)
    return v
