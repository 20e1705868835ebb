# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules. Each is a function rule_… (tree) that yields (path, line, message)."""

import collections
import re
import subprocess

import csource
import rooms

MOST_LINES_IN_A_FILE = 1200
MOST_LINES_IN_A_FUNCTION = 100
USUAL_LINES_IN_A_FUNCTION = 55
UNUSUAL_FUNCTIONS = 0.05
MOST_NESTING = 4

SOURCES = (".c", ".h")
WITH_HEADER = (".c", ".h", ".py", ".sh", ".blp", ".build", ".options", ".css", ".sql", ".in", ".svg", ".xml")
INCLUDE = re.compile(r'^#\s*include\s+(["<])([^">]+)[">]', re.M)


def c_files(tree, *folders):
    return [p for p in tree.files if p.endswith(SOURCES) and (not folders or p.startswith(folders))]


def rule_format(tree):
    """clang-format changes nothing."""
    files = c_files(tree, "src/", "tests/")
    if not files:
        return
    command = ["clang-format", f"--style=file:{tree.style}", "--dry-run", "--ferror-limit=1"]
    result = subprocess.run(command + files, cwd=tree.top, capture_output=True, text=True, check=True)
    for match in re.finditer(r"^([^\s:]+):(\d+):\d+: warning: .*Wclang-format", result.stderr, re.M):
        yield match[1], int(match[2]), "run clang-format -i on this file"


def rule_header(tree):
    """Each file says its licence at the top."""
    for path in tree.files:
        if path == "po/POTFILES.in" or not (path.endswith(WITH_HEADER) or path == "dev"):
            continue
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(tree.text(path).split("\n")[:4]):
            yield path, 1, "begins without the SPDX header"


def rule_file_length(tree):
    for path in c_files(tree):
        lines = tree.text(path).count("\n")
        if lines > MOST_LINES_IN_A_FILE:
            yield path, lines, f"{lines} lines; {MOST_LINES_IN_A_FILE} at most: split it by task"


def rule_function_length(tree):
    """None over the limit, and few over the usual length in the whole tree."""
    long, count = [], 0
    for path in c_files(tree):
        for function in csource.functions(tree.text(path)):
            count += 1
            if function.length > MOST_LINES_IN_A_FUNCTION:
                yield path, function.line, f"{function.name} has {function.length} lines; {MOST_LINES_IN_A_FUNCTION} at most"
            elif function.length >= USUAL_LINES_IN_A_FUNCTION:
                long.append((path, function))
    if len(long) > max(1, count * UNUSUAL_FUNCTIONS):
        for path, function in long:
            yield (path, function.line,
                   f"{function.name} has {function.length} lines, and {len(long)} of {count} functions "
                   f"have {USUAL_LINES_IN_A_FUNCTION} or more; {UNUSUAL_FUNCTIONS:.0%} may")


def rule_nesting(tree):
    for path in c_files(tree):
        for function in csource.functions(tree.text(path)):
            if function.nesting > MOST_NESTING:
                yield path, function.line, f"{function.name} nests {function.nesting} blocks; {MOST_NESTING} at most"


def rule_file_names(tree):
    """Files of the program are named after what they define."""
    for path in c_files(tree, "src/"):
        name = path.rsplit("/", 1)[1]
        if not name.startswith("rapport-") and name not in ("main.c", "rapportctl.c"):
            yield path, 1, "is named rapport-THING"


def includes(tree, path):
    text = csource.without_comments(tree.text(path))
    for match in INCLUDE.finditer(text):
        yield csource.line_at(text, match.start()), match[2]


def rule_rooms(tree):
    """A room includes its own headers and those of the rooms it may use."""
    owners = {}
    for path in c_files(tree, "src/"):
        if path.endswith(".h"):
            owners.setdefault(path.rsplit("/", 1)[1], set()).add(rooms.room_of(path))
    for path in c_files(tree, "src/"):
        room = rooms.room_of(path)
        if room not in rooms.USES:
            continue
        may = {room, *rooms.USES[room]}
        for line, header in includes(tree, path):
            owning = owners.get(header.rsplit("/", 1)[-1], set())
            if owning and not owning & may:
                yield path, line, f"{room} may not use {header} of {', '.join(sorted(map(str, owning)))}"


def rule_libraries(tree):
    """Widgets stay out of the lower rooms, SQL and the network in the rooms that are theirs."""
    for path in c_files(tree, "src/"):
        room = rooms.room_of(path)
        if room is None:
            continue
        for line, header in includes(tree, path):
            if room in rooms.WITHOUT_GTK and re.match(r"(gtk|gdk|gsk|adwaita|gtksourceview)\b(?!-pixbuf)", header):
                yield path, line, f"{room} holds no widgets, and needs no {header}"
            for pattern, only in rooms.ONLY_IN.items():
                if re.match(pattern, header) and room not in only:
                    yield path, line, f"{header} is for {', '.join(only)} alone"


def rule_potfiles(tree):
    """Each file with words to translate is listed, in order."""
    listed = [line for line in tree.text("po/POTFILES.in").split("\n") if line and not line.startswith("#")]
    if listed != sorted(listed):
        yield "po/POTFILES.in", 1, "is not in the order of the alphabet (LC_ALL=C sort)"
    for path in listed:
        if path not in tree.files:
            yield "po/POTFILES.in", 1, f"{path} is not there"
    marked = re.compile(r'(?<!\w)(?:C_|N_|NC_|Q_|_|g_dngettext|ngettext|dngettext) ?\(\s*["A-Z]')
    for path in tree.files:
        if path.endswith((".c", ".h", ".blp")) and path.startswith(("src/", "ui/")) and path not in listed:
            text = csource.without_comments(tree.text(path))
            text = re.sub(r"^#\s*define.*?[^\\]$", lambda m: csource.blank(m[0]), text, flags=re.M | re.S)
            match = marked.search(text)
            if match:
                yield path, csource.line_at(text, match.start()), "has words to translate and is not in po/POTFILES.in"


def rule_sql(tree):
    """Values are bound to statements, never printed into them."""
    for path in c_files(tree):
        text = csource.without_comments(tree.text(path))
        for offset, arguments, _ in csource.calls(text, r"sqlite3_exec|sqlite3_prepare(?:_v[23])?"):
            if re.search(r"printf", arguments):
                yield path, csource.line_at(text, offset), "SQL with printed values; bind them"
        for match in re.finditer(r"\bsqlite3_v?s?n?m?printf\b", text):
            yield path, csource.line_at(text, match.start()), "SQL with printed values; bind them"
        for match in re.finditer(r'"[^"\n]*\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|VALUES|SET)\b[^"\n]*\'%\w', text):
            yield path, csource.line_at(text, match.start()), "SQL with a printed value; bind it"


def rule_error_return(tree):
    """After an error is set there is nothing left to do."""
    for path in c_files(tree, "src/"):
        code = csource.without_words(tree.text(path))
        for offset, _, end in csource.calls(code, r"g_set_error(?:_literal)?"):
            if not re.match(r"\s*;\s*return\b", code[end:]):
                yield path, csource.line_at(code, offset), "return right after g_set_error"


def rule_callbacks(tree):
    """The names of callbacks end in _cb; functions that a header offers are no mere callbacks."""
    for path in c_files(tree, "src/"):
        code = csource.without_words(tree.text(path))
        for offset, name, _ in csource.calls(code, "G_CALLBACK"):
            if not re.match(r"(g|gtk|gdk|adw|rapport)_", name) and not name.endswith("_cb"):
                yield path, csource.line_at(code, offset), f"{name}: the name of a callback ends in _cb"


def rule_unused(tree):
    """What a header offers is used, if only by a test. Of what is counted both halves may stay."""
    declared, mentions = {}, collections.Counter()
    for path in tree.files:
        if not path.endswith((*SOURCES, ".blp")) or not path.startswith(("src/", "tests/", "ui/")):
            continue
        code = csource.without_words(tree.text(path)) if path.endswith(SOURCES) else tree.text(path)
        mentions.update(re.findall(r"\brapport_\w+", code))
        if path.endswith(".h") and path.startswith("src/"):
            for match in re.finditer(r"^[^#\n]*?\b(rapport_\w+)\s*\([^;{]*?\);", code, re.M):
                declared.setdefault(match[1], (path, csource.line_at(code, match.start(1))))
    for name, (path, line) in declared.items():
        # Once where it is declared and once where it is defined.
        if mentions[name] <= 2 and not name.endswith(("_get_type", "_quark", "_ref")):
            yield path, line, f"nobody uses {name}"


def rule_assert(tree):
    """What stands in g_assert() may vanish, so it has no effect."""
    effect = re.compile(r"\+\+|--|(?<![=!<>])=(?!=)|&\w+\)?\s*$|_(?:add|append|close|commit|insert|next|open|pop|push|"
                        r"remove|save|set|steal|step|unlink|write)(?:_\w+)? \(")
    for path in c_files(tree):
        code = csource.without_words(tree.text(path))
        for offset, arguments, _ in csource.calls(code, r"(?<!_)g_assert"):
            if effect.search(arguments):
                yield path, csource.line_at(code, offset), "g_assert() with a side effect"


def rule_sleep(tree):
    """Tests wait for a state, not for a time."""
    for path in c_files(tree, "tests/"):
        code = csource.without_words(tree.text(path))
        for match in re.finditer(r"\b(?:g_usleep|usleep|nanosleep|sleep) \(", code):
            yield path, csource.line_at(code, match.start()), "wait for a state instead of sleeping"


def rule_unfinished(tree):
    """Nothing is left for later."""
    mark = re.compile("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b")
    for path in tree.files:
        text = tree.text(path)
        for match in mark.finditer(text):
            yield path, csource.line_at(text, match.start()), f"{match[0]}: do it, or file an issue"


def rule_places(tree):
    """No folder of somebody's machine, no server beyond the few that are known."""
    folder = re.compile(r"(?<![\w.~$}\"*-])/(?:work|root|home/[a-z]\w*)/[\w.]")
    host = re.compile(r"https?://(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+)")
    known = re.compile(r"(?:^|\.)(?:github\.com|gnome\.org|w3\.org|openxmlformats\.org|freedesktop\.org|purl\.org|aiim\.org|gnu\.org|fsf\.org|"
                       r"example\.(?:com|org|net|ru)|example|test|invalid|localhost|127\.0\.0\.1)$")
    for path in tree.files:
        if path == "COPYING":
            continue
        text = tree.text(path)
        for match in folder.finditer(text):
            yield path, csource.line_at(text, match.start()), f"{match[0]}… is a folder of one machine"
        # The tests of what reads and writes links have links of all kinds.
        links = path.startswith("tests/") and path.endswith(".c")
        for match in host.finditer(text):
            if not links and not known.search(match[1]):
                yield path, csource.line_at(text, match.start()), f"names the server {match[1]}"


# A header may come before those who use it: a reviewer asks when all should be there.
ON_REQUEST = {"unused"}
RULES = {name.removeprefix("rule_").replace("_", "-"): rule
         for name, rule in list(globals().items()) if name.startswith("rule_")}
