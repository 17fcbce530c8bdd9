"""Damage to ONNX files: any field of the graph's messages gets another value, and cycles and foreign data come in."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

from . import hostile
from .bytes import damage_bytes


def damage_onnx(content: bytes, chance: Random) -> bytes:
    """One to three damages to the messages, which then are written again."""
    import onnx

    try:
        model = onnx.load_model_from_string(content)
    except Exception:  # damaged before: whatever protobuf raises
        return damage_bytes(content, chance)
    for _ in range(chance.choice((1, 1, 2, 3))):
        chance.choice((_field, _field, _field, _wire, _tensor, _nodes))(model, chance)
    return model.SerializeToString()  # type: ignore[no-any-return]


def _messages(message: Any, most: int = 400) -> list[Any]:
    found, waiting = [], [message]
    while waiting and len(found) < most:
        one = waiting.pop()
        found.append(one)
        for field, value in one.ListFields():
            if field.type == field.TYPE_MESSAGE:
                waiting += list(value) if field.is_repeated else [value]
    return found


def _field(model: Any, chance: Random) -> None:
    """A field of any message."""
    message = chance.choice(_messages(model))
    field = chance.choice(list(message.DESCRIPTOR.fields))
    name = field.name
    try:
        if field.is_repeated:
            values = getattr(message, name)
            if chance.random() < 0.5 and len(values):
                del values[chance.randrange(len(values))]
            elif field.type == field.TYPE_MESSAGE:
                values.add().CopyFrom(deepcopy(chance.choice(values))) if len(values) else values.add()
            else:
                values.append(_value(field, chance))
        elif field.type == field.TYPE_MESSAGE:
            message.ClearField(name) if chance.random() < 0.5 else getattr(message, name).SetInParent()
        else:
            setattr(message, name, _value(field, chance))
    except (TypeError, ValueError):  # protobuf itself refuses such a value
        return


def _value(field: Any, chance: Random) -> Any:
    if field.cpp_type in (field.CPPTYPE_FLOAT, field.CPPTYPE_DOUBLE):
        return chance.choice(hostile.FLOATS)
    if field.cpp_type == field.CPPTYPE_STRING:
        text = hostile.text(chance)[:5000].encode("utf-8", "replace")
        return text if field.type == field.TYPE_BYTES else text.decode()
    if field.cpp_type == field.CPPTYPE_ENUM:
        return chance.choice([value.number for value in field.enum_type.values])
    bits = 64 if field.cpp_type in (field.CPPTYPE_INT64, field.CPPTYPE_UINT64) else 32
    signed = field.cpp_type in (field.CPPTYPE_INT32, field.CPPTYPE_INT64)
    return chance.randrange(20) if chance.random() < 0.5 else hostile.integer(chance, bits, signed=signed)


def _wire(model: Any, chance: Random) -> None:
    """A node reads or writes something else: also what comes only later, or from itself."""
    nodes = list(model.graph.node)
    names = [name for node in nodes for name in (*node.input, *node.output)] or [""]
    if not nodes:
        return
    node = chance.choice(nodes)
    places = node.input if chance.random() < 0.7 else node.output
    if len(places):
        places[chance.randrange(len(places))] = chance.choice(names)


def _tensor(model: Any, chance: Random) -> None:
    """A stored tensor of other dimensions, of another type, or in another file."""
    tensors = list(model.graph.initializer)
    if not tensors:
        return
    tensor = chance.choice(tensors)
    match chance.randrange(5):
        case 0:
            dims = list(tensor.dims)
            del tensor.dims[:]
            tensor.dims.extend(
                chance.choice((dims[::-1], [*dims, 1], [hostile.integer(chance, 63)], [2**31, 2**31], [-1, *dims], []))
            )
        case 1:
            tensor.data_type = chance.randrange(24)
        case 2:
            tensor.data_location = 1
            entry = tensor.external_data.add()
            entry.key, entry.value = (
                "location",
                chance.choice(("/dev/zero", "../x", "weights.bin", "damaged.onnx", "/etc/passwd", "")),
            )
        case 3:
            tensor.raw_data = chance.choice((b"", tensor.raw_data[:-1], tensor.raw_data * 2))
        case _:
            tensor.name = chance.choice([other.name for other in tensors])


def _nodes(model: Any, chance: Random) -> None:
    """A node is doubled, lost, of another kind, or the graph lies within itself."""
    nodes = model.graph.node
    if not len(nodes):
        return
    node = nodes[chance.randrange(len(nodes))]
    match chance.randrange(5):
        case 0:
            nodes.add().CopyFrom(node)
        case 1:
            nodes.remove(node)
        case 2:
            node.op_type = chance.choice(
                (
                    "LSTM",
                    "GRU",
                    "RNN",
                    "Loop",
                    "If",
                    "Scan",
                    "Transpose",
                    "Gemm",
                    "Squeeze",
                    "Concat",
                    "Slice",
                    "Identity",
                    "",
                )
            )
        case 3:
            attribute = node.attribute.add()
            attribute.name, attribute.type = "body", 5
            attribute.g.CopyFrom(deepcopy(model.graph))  # protobuf crashes where a message is copied into itself
        case _:
            for _ in range(chance.choice((10, 300))):
                nodes.add().CopyFrom(node)
