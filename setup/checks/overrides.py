"""A method of ours that stands on a model of ours twice goes on to the other one.

Odoo makes one class of all files of a model: of two methods of one name, the one that
is imported last wins, and nothing says so.
"""

import ast
import sys
from collections import defaultdict

from .. import places

NAMING = {"_name", "_inherit"}


def models():
    """Yield the file, the model and the class of each model of the addon."""
    for path in sorted(places.ADDON.rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and (model := model_of(node)):
                yield path, model, node


def model_of(node):
    """Return which model a class adds to, or nothing if it is no model's."""
    said = {
        statement.targets[0].id: ast.literal_eval(statement.value)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and getattr(statement.targets[0], "id", None) in NAMING
    }
    name = said.get("_name") or said.get("_inherit")
    return name[0] if isinstance(name, list | tuple) else name


def goes_on(method):
    return any(
        isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(method)
    )


def violations():
    ends = defaultdict(list)
    for path, model, node in models():
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and not goes_on(method):
                where = path.relative_to(places.CHECKOUT)
                ends[model, method.name].append(f"{where}:{method.lineno}")
    for (model, name), places_of in ends.items():
        if len(places_of) > 1:
            yield f"{', '.join(places_of)}: {model}.{name} is there twice"


if __name__ == "__main__":
    sys.exit("\n".join(violations()) or None)
