# SPDX-License-Identifier: GPL-3.0-or-later
"""C sources as far as a lint has to understand them."""

import dataclasses
import re

TOKEN = re.compile(
    r"""/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'""", re.S | re.X
)


def blank(text):
    """Spaces in the place of all but line ends."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return TOKEN.sub(lambda m: blank(m[0]) if m[0][0] == "/" else m[0], text)


def without_words(text):
    """Without comments, and with strings and characters emptied; offsets stay."""

    def empty(match):
        token = match[0]
        return blank(token) if token[0] == "/" else token[0] + blank(token[1:-1]) + token[-1]

    return TOKEN.sub(empty, text)


def line_at(text, offset):
    return text.count("\n", 0, offset) + 1


@dataclasses.dataclass
class Function:
    name: str
    line: int
    length: int
    nesting: int
    body: str


def functions(text):
    """Function definitions in GNU style: name at the start of a line, braces in column 0."""
    code = without_words(text)
    head = re.compile(r"^([a-z_]\w*) \([^;{}]*?\)\n\{\n(.*?)^\}", re.M | re.S)
    for match in head.finditer(code):
        first = line_at(code, match.start())
        body = match[2]
        length = match[0].count("\n") + 1
        yield Function(match[1], first, length, nesting(body), body)


def nesting(body):
    """How deep blocks stand in each other in a function's body; initialisers don't count."""
    deepest = depth = 0
    stack = []
    previous = ";"
    for token in re.finditer(r"[{}]|\w+|[^\s\w]", body):
        word = token[0]
        if word == "{":
            block = previous in (")", "else", "do", ";", "}", ":") or (previous == "{" and stack and stack[-1])
            stack.append(block)
            depth += block
            deepest = max(deepest, depth)
        elif word == "}" and stack:
            depth -= stack.pop()
        previous = word
    return deepest


def calls(code, name):
    """(offset, arguments, offset after the parenthesis) of each call; name is a regular expression."""
    for match in re.finditer(rf"\b(?:{name}) ?\(", code):
        depth, end = 1, match.end()
        while depth and end < len(code):
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        yield match.start(), code[match.end():end - 1], end
