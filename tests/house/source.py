"""The code as a tree: what the tests about the code itself look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
CODE = REPOSITORY / "consultation"


@dataclass(frozen=True)
class Function:
    """A function at the top of a module."""

    place: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.place}:{self.node.name}"

    def keyword_only(self) -> set[str]:
        return {argument.arg for argument in self.node.args.kwonlyargs}

    def calls(self) -> set[str]:
        """The names that are called in it, without what stands before a dot."""
        return {called_name(node) for node in ast.walk(self.node) if isinstance(node, ast.Call)}

    def calls_with_helpers(self) -> set[str]:
        """The same, with what the private functions of its module call that it reaches."""
        return {name for function in self.with_helpers() for name in function.calls()}

    def with_helpers(self) -> list["Function"]:
        """This function and the private functions of its module that it reaches."""
        module = tree_of(CODE / f"{self.place}.py").body
        private = {n.name: n for n in module if isinstance(n, ast.FunctionDef) and n.name[0] == "_"}
        found, waiting = {self.node.name: self}, [self]
        while waiting:
            for name in waiting.pop().calls() & (private.keys() - found.keys()):
                found[name] = Function(self.place, private[name])
                waiting.append(found[name])
        return list(found.values())

    def speaks_to_the_database(self) -> bool:
        """Whether it uses the session, itself or by its helpers."""
        return any(
            isinstance(node, ast.Attribute) and ast.unparse(node) == "db.session"
            for function in self.with_helpers()
            for node in ast.walk(function.node)
        )

    def changes_something(self) -> bool:
        """Whether it writes to a thing it was given, or to the database."""
        return self.speaks_to_the_database() or any(
            isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
            for node in ast.walk(self.node)
        )


def called_name(call: ast.Call) -> str:
    target = call.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def modules(pattern: str = "**/*.py") -> list[Path]:
    return sorted(CODE.glob(pattern))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def files_named(name: str) -> list[Path]:
    """The files of this name in all packages, also where such a file is a folder."""
    return modules(f"*/{name}.py") + modules(f"*/{name}/*.py")


def place_of(path: Path) -> str:
    return str(path.relative_to(CODE).with_suffix(""))


def public_functions(name: str) -> Iterator[Function]:
    for path in files_named(name):
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield Function(place_of(path), node)


def attributes_of(owner: str, paths: list[Path]) -> set[str]:
    """The members of an enum that are named in these modules, as `Owner.MEMBER`."""
    return {
        node.attr
        for path in paths
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == owner
    }
