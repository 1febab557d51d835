"""Small faults for a chapter of the rulebook: where they can be made, a fixed choice of them, and the faulty text."""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = ("flipped", "by one", "dropped", "sign")
"""A comparison turned round, a number or a bound off by one, a condition, order or term left out, a sign changed."""

_FLIPPED = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_BOUND = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_SIGN = {ast.Add: ast.Sub, ast.Sub: ast.Add}
_LISTS = (ast.Tuple, ast.List, ast.ListComp, ast.JoinedStr, ast.Starred)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: chapter, function and line, its kind, the text before and after.

    `spot` is the number of the changed node in the order of `ast.walk`, `turn` which of its faults it is.
    """

    chapter: str
    where: str
    line: int
    kind: str
    before: str
    after: str
    spot: int
    turn: int

    def __str__(self) -> str:
        before, after = (" ".join(text.split())[:110] for text in (self.before, self.after))
        return f"{self.chapter}.{self.where}: {self.kind}: `{before}` -> `{after}`"


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """A copy of a node with other fields."""
    values = {name: getattr(node, name) for name in node._fields if hasattr(node, name)}
    return ast.copy_location(type(node)(**{**values, **fields}), node)


def variants(node: ast.AST) -> list[tuple[str, ast.AST]]:
    """All faults a node can have: kind, and the node in its place."""
    match node:
        case ast.Compare(ops=[op]):
            found = [("flipped", _with(node, ops=[_FLIPPED[type(op)]()]))]
            return found + ([("by one", _with(node, ops=[_BOUND[type(op)]()]))] if type(op) in _BOUND else [])
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            return [("by one", _with(node, value=number + step)) for step in (1, -1) if number + step >= 0]
        case ast.BinOp(op=ast.Add() | ast.Sub()) if not isinstance(node.left, _LISTS):
            if isinstance(node.right, _LISTS):
                return []
            return [("sign", _with(node, op=_SIGN[type(node.op)]()))]
        case ast.UnaryOp(op=ast.USub()):
            return [("sign", node.operand)]
        case ast.UnaryOp(op=ast.Not()):
            return [("flipped", node.operand)]
        case ast.AugAssign(op=ast.Add() | ast.Sub()) if not isinstance(node.value, _LISTS):
            return [("sign", _with(node, op=_SIGN[type(node.op)]())), ("dropped", ast.Pass())]
        case ast.AugAssign():
            return [("dropped", ast.Pass())]
        case ast.If() | ast.IfExp():
            return [("dropped", _with(node, test=ast.Constant(False)))]
        case ast.BoolOp():
            rest = [[v for v in node.values if v is not one] for one in node.values]
            return [("dropped", _with(node, values=kept) if len(kept) > 1 else kept[0]) for kept in rest]
        case ast.Expr(value=ast.Call()):
            return [("dropped", ast.Pass())]
        case ast.comprehension(ifs=[_, *_]):
            return [("dropped", _with(node, ifs=[c for c in node.ifs if c is not one])) for one in node.ifs]
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            return [("dropped", ast.Pass())]
        case _:
            return []


def _left_alone(node: ast.AST) -> bool:
    """What is no rule: types, assertions of what is known, and what can never be reached."""
    match node:
        case ast.Assert() | ast.AnnAssign(annotation=ast.Name(id="TypeAlias")) | ast.arg() | ast.Import():
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case _:
            return False


def _walk(node: ast.AST, where: str) -> Iterator[tuple[ast.AST, str]]:
    """The nodes that carry rules, with the function they stand in."""
    if _left_alone(node):
        return
    inner: list[ast.AST]
    match node:
        case ast.FunctionDef():
            where, inner = node.name, [*node.body, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        case ast.ClassDef():
            where, inner = node.name, list(node.body)
        case _:
            inner = list(ast.iter_child_nodes(node))
            yield node, where
    for child in inner:
        yield from _walk(child, where)


def faults_of(chapter: str, text: str) -> list[Fault]:
    """All faults that can be put into a chapter."""
    tree = ast.parse(text)
    spots = {id(node): number for number, node in enumerate(ast.walk(tree))}
    found = []
    for node, where in _walk(tree, "chapter"):
        for turn, (kind, other) in enumerate(variants(node)):
            line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
            found.append(Fault(chapter, where, line, kind, shown(node), shown(other), spots[id(node)], turn))
    return found


def shown(node: ast.AST) -> str:
    """A node as a line of Python; of a block only its head."""
    match node:
        case ast.If():
            return f"if {ast.unparse(node.test)}"
        case ast.comprehension():
            return " ".join(f"if {ast.unparse(one)}" for one in node.ifs) or "all"
        case _:
            return ast.unparse(node)


class _Turn(ast.NodeTransformer):
    def __init__(self, node: ast.AST, other: ast.AST) -> None:
        self.node, self.other = node, other

    def visit(self, node: ast.AST) -> ast.AST:
        """Put the other node in the place of the one."""
        return self.other if node is self.node else self.generic_visit(node)


def made(fault: Fault, text: str) -> str:
    """The text of a chapter with a fault in it."""
    tree = ast.parse(text)
    node = next(node for number, node in enumerate(ast.walk(tree)) if number == fault.spot)
    other = variants(node)[fault.turn][1]
    return ast.unparse(ast.fix_missing_locations(_Turn(node, other).visit(tree)))


def chosen(rules: Path, chapters: tuple[str, ...], number: int, seed: int) -> list[Fault]:
    """So many faults of a rulebook, the four kinds in turn, drawn at a seed.

    Each fault has a lot of its own, drawn from the seed and its text, so that a change of one chapter changes little of
    the choice.
    """
    lots: dict[str, list[tuple[str, Fault]]] = {kind: [] for kind in KINDS}
    alike: Counter[str] = Counter()
    for name in chapters:
        for fault in faults_of(name, (rules / f"{name}.py").read_text(encoding="utf-8")):
            alike[str(fault)] += 1
            lot = hashlib.sha256(f"{seed} {fault} {alike[str(fault)]}".encode()).hexdigest()
            lots[fault.kind].append((lot, fault))
    drawn = {kind: iter(sorted(pool, key=lambda item: item[0])) for kind, pool in lots.items()}
    return [next(drawn[KINDS[n % len(KINDS)]])[1] for n in range(number)]
