# SPDX-License-Identifier: GPL-3.0-or-later
"""Embedded font programs, as far as the rules ask: glyphs, widths, cmaps, names."""

import re
import struct
import unicodedata

from content import operations

# The names of the first glyphs of CFF (Adobe Technical Note 5176, appendix A).
CFF_NAMES = (
    ".notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft "
    "parenright asterisk plus comma hyphen period slash zero one two three four five six seven "
    "eight nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R "
    "S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft a b c d e "
    "f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent "
    "sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft "
    "guilsinglleft guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet "
    "quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand questiondown "
    "grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek "
    "caron emdash AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe "
    "germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide "
    "brokenbar degree thorn threequarters twosuperior registered minus eth multiply threesuperior "
    "copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex "
    "Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis "
    "Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute "
    "acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute "
    "icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve otilde scaron uacute "
    "ucircumflex udieresis ugrave yacute ydieresis zcaron").split()
CFF_STANDARD_STRINGS = 391

MARKS = {"acute": "ACUTE", "circumflex": "CIRCUMFLEX", "dieresis": "DIAERESIS", "grave": "GRAVE",
         "ring": "RING ABOVE", "tilde": "TILDE", "cedilla": "CEDILLA", "caron": "CARON"}
SIGNS = dict(zip(
    "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright "
    "asterisk plus comma hyphen period slash colon semicolon less equal greater question at "
    "bracketleft backslash bracketright asciicircum underscore grave braceleft bar braceright "
    "asciitilde exclamdown cent sterling currency yen brokenbar section dieresis copyright "
    "ordfeminine guillemotleft logicalnot registered macron degree plusminus twosuperior "
    "threesuperior acute mu paragraph periodcentered cedilla onesuperior ordmasculine "
    "guillemotright onequarter onehalf threequarters questiondown AE Eth multiply Oslash Thorn "
    "germandbls ae eth divide oslash thorn Euro quotesinglbase florin quotedblbase ellipsis dagger "
    "daggerdbl circumflex perthousand guilsinglleft OE quoteleft quoteright quotedblleft "
    "quotedblright bullet endash emdash tilde trademark guilsinglright oe fi fl minus fraction "
    "dotlessi Lslash lslash".split(),
    " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÆÐ×ØÞßæð÷øþ€‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—˜™›œ"
    "ﬁﬂ−⁄ıŁł"))
SIGNS.update(zip("zero one two three four five six seven eight nine".split(), "0123456789"))


def character_of(name):
    """The character of a glyph's name of the Adobe Glyph List; None where there is none."""
    if name in SIGNS:
        return SIGNS[name]
    if len(name) == 1:
        return name
    match = re.match(r"^uni([0-9A-F]{4})$|^u([0-9A-F]{4,6})$", name)
    if match:
        return chr(int(match.group(1) or match.group(2), 16))
    base, mark = name[:1], MARKS.get(name[1:])
    if mark is None:
        return None
    size = "CAPITAL" if base.isupper() else "SMALL"
    return unicodedata.lookup(f"LATIN {size} LETTER {base.upper()} WITH {mark}")


def name_table():
    table = {}
    for name in list(SIGNS) + CFF_NAMES:
        character = character_of(name) if name != ".notdef" else None
        if character is not None:
            table.setdefault(character, name)
    return table


NAME_OF = name_table()


def encoding_of(name, code):
    """The glyph's name of a code of WinAnsiEncoding or MacRomanEncoding."""
    codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(name)
    if codec is None:
        return None
    character = bytes([code]).decode(codec, "ignore")
    return NAME_OF.get({"\xa0": " ", "\xad": "-"}.get(character, character))


class Cmap:
    """A CMap: which codes it maps, and to what."""

    def __init__(self, data):
        self.map = {}
        self.uses = []
        self.wmode = None
        for operator, operands in operations(data):
            if operator == "endbfchar" or operator == "endcidchar":
                pairs = self.after_count(operands)
                for code, value in zip(pairs[::2], pairs[1::2]):
                    self.map[self.number(code)] = value
            elif operator in ("endbfrange", "endcidrange"):
                items = self.after_count(operands)
                for low, high, value in zip(items[::3], items[1::3], items[2::3]):
                    self.add_range(self.number(low), self.number(high), value)
            elif operator == "usecmap" and operands:
                self.uses.append(operands[-1])
            elif operator == "def" and operands[:1] == ["/WMode"]:
                self.wmode = operands[1]

    @staticmethod
    def after_count(operands):
        return [part for part in operands if not isinstance(part, float)]

    @staticmethod
    def number(value):
        return int.from_bytes(value, "big") if isinstance(value, bytes) else -1

    def add_range(self, low, high, value):
        for code in range(low, min(high, low + 65535) + 1):
            if isinstance(value, list):
                if code - low < len(value):
                    self.map[code] = value[code - low]
            elif isinstance(value, bytes):
                last = int.from_bytes(value, "big") + code - low
                self.map[code] = last.to_bytes(len(value), "big")
            else:
                self.map[code] = value + code - low

    def text(self, code):
        value = self.map.get(code)
        return value.decode("utf-16-be", "replace") if isinstance(value, bytes) else None


class TrueType:
    """A TrueType or OpenType program."""

    def __init__(self, data):
        self.tables = {}
        count = struct.unpack(">H", data[4:6])[0]
        for i in range(count):
            tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            self.tables[tag.decode("latin-1")] = data[offset:offset + length]
        self.n_glyphs = struct.unpack(">H", self.tables["maxp"][4:6])[0]
        self.units = struct.unpack(">H", self.tables["head"][18:20])[0]
        self.cmaps = self.read_cmaps()

    def width(self, glyph):
        count = struct.unpack(">H", self.tables["hhea"][34:36])[0]
        at = 4 * min(glyph, count - 1)
        return struct.unpack(">H", self.tables["hmtx"][at:at + 2])[0] * 1000 / self.units

    def read_cmaps(self):
        data = self.tables.get("cmap", b"\0\0\0\0")
        found = {}
        for i in range(struct.unpack(">H", data[2:4])[0]):
            platform, encoding, offset = struct.unpack(">HHI", data[4 + 8 * i:12 + 8 * i])
            found[(platform, encoding)] = self.read_subtable(data[offset:])
        return found

    @staticmethod
    def read_subtable(data):
        kind = struct.unpack(">H", data[:2])[0]
        if kind == 0:
            return dict(enumerate(data[6:262]))
        if kind == 6:
            first, count = struct.unpack(">HH", data[6:10])
            return {first + i: g for i, g in enumerate(struct.unpack(f">{count}H", data[10:10 + 2 * count]))}
        if kind != 4:
            return {}
        n = struct.unpack(">H", data[6:8])[0] // 2
        ends = struct.unpack(f">{n}H", data[14:14 + 2 * n])
        starts = struct.unpack(f">{n}H", data[16 + 2 * n:16 + 4 * n])
        deltas = struct.unpack(f">{n}H", data[16 + 4 * n:16 + 6 * n])
        offsets = struct.unpack(f">{n}H", data[16 + 6 * n:16 + 8 * n])
        found = {}
        for i in range(n):
            for code in range(starts[i], ends[i] + 1):
                glyph = code
                if offsets[i]:
                    at = 16 + 6 * n + 2 * i + offsets[i] + 2 * (code - starts[i])
                    glyph = struct.unpack(">H", data[at:at + 2])[0] if at + 2 <= len(data) else 0
                if code != 0xFFFF:
                    found[code] = (glyph + deltas[i]) & 0xFFFF if glyph or not offsets[i] else 0
        return found


class Cff:
    """A CFF program: its glyphs by name or CID, and their widths."""

    def __init__(self, data):
        self.data = data
        at = data[2]
        _, at = self.index(at)
        tops, at = self.index(at)
        self.strings, at = self.index(at)
        self.top = self.read_dict(tops[0])
        self.charstrings, _ = self.index(self.top[17][0])
        self.is_cid = (12, 30) in self.top
        self.charset = self.read_charset(self.top.get(15, [0])[0])
        self.glyph_of = {name: glyph for glyph, name in reversed(list(enumerate(self.charset)))}
        self.fonts = [self.top]
        self.select = None
        if self.is_cid:
            self.fonts = [self.read_dict(part) for part in self.index(self.top[(12, 36)][0])[0]]
            self.select = self.read_select(self.top[(12, 37)][0])

    def index(self, at):
        count = struct.unpack(">H", self.data[at:at + 2])[0]
        if count == 0:
            return [], at + 2
        size = self.data[at + 2]
        starts = [int.from_bytes(self.data[at + 3 + size * i:at + 3 + size * (i + 1)], "big")
                  for i in range(count + 1)]
        base = at + 2 + size * (count + 1)
        return ([self.data[base + low:base + high] for low, high in zip(starts, starts[1:])],
                base + starts[-1])

    @staticmethod
    def read_dict(data):
        found = {}
        operands = []
        at = 0
        while at < len(data):
            byte = data[at]
            at += 1
            if byte <= 21:
                if byte == 12:
                    byte = (12, data[at])
                    at += 1
                found[byte] = operands
                operands = []
            elif byte == 28:
                operands.append(struct.unpack(">h", data[at:at + 2])[0])
                at += 2
            elif byte == 29:
                operands.append(struct.unpack(">i", data[at:at + 4])[0])
                at += 4
            elif byte == 30:
                digits = ""
                while not digits.endswith("f"):
                    digits += f"{data[at]:02x}".split("f")[0]
                    digits += "f" if "f" in f"{data[at]:02x}" else ""
                    at += 1
                for nibble, sign in (("f", ""), ("e", "-"), ("c", "E-"), ("b", "E"), ("a", ".")):
                    digits = digits.replace(nibble, sign)
                operands.append(float(digits))
            elif byte <= 246:
                operands.append(byte - 139)
            elif byte <= 250:
                operands.append((byte - 247) * 256 + data[at] + 108)
                at += 1
            else:
                operands.append(-(byte - 251) * 256 - data[at] - 108)
                at += 1
        return found

    def name(self, sid):
        if self.is_cid:
            return sid
        if sid < len(CFF_NAMES):
            return CFF_NAMES[sid]
        if sid >= CFF_STANDARD_STRINGS and sid - CFF_STANDARD_STRINGS < len(self.strings):
            return self.strings[sid - CFF_STANDARD_STRINGS].decode("latin-1")
        return f"sid{sid}"

    def read_charset(self, at):
        n = len(self.charstrings)
        names = [0 if self.is_cid else ".notdef"]
        if at <= 2:
            return names + [self.name(sid) for sid in range(1, n)]
        kind = self.data[at]
        at += 1
        while len(names) < n:
            first = struct.unpack(">H", self.data[at:at + 2])[0]
            left = 0 if kind == 0 else self.data[at + 2] if kind == 1 else \
                struct.unpack(">H", self.data[at + 2:at + 4])[0]
            at += 2 + kind
            names.extend(self.name(first + i) for i in range(min(left + 1, n - len(names))))
        return names

    def read_select(self, at):
        n = len(self.charstrings)
        if self.data[at] == 0:
            return list(self.data[at + 1:at + 1 + n])
        count = struct.unpack(">H", self.data[at + 1:at + 3])[0]
        found = []
        for i in range(count):
            first, font, following = struct.unpack(">HBH", self.data[at + 3 + 3 * i:at + 8 + 3 * i])
            found.extend([font] * (following - first))
        return found

    def width(self, glyph):
        """In thousandths; None where the outline begins with a subroutine."""
        font = self.fonts[self.select[glyph] if self.select else 0]
        private = {}
        if 18 in font:
            size, offset = (int(part) for part in font[18])
            private = self.read_dict(self.data[offset:offset + size])
        own = first_number(self.charstrings[glyph])
        if own is False:
            return None
        width = private.get(20, [0])[0] if own is None else private.get(21, [0])[0] + own
        scale = self.top.get((12, 7), [0.001])[0]
        if self.is_cid and (12, 7) in font:
            scale = font[(12, 7)][0] * (self.top[(12, 7)][0] if (12, 7) in self.top else 1)
        return width * scale * 1000


def first_number(code):
    """The width that a Type 2 outline begins with, None without one, False if unknown."""
    stack = []
    at = 0
    while at < len(code):
        byte = code[at]
        at += 1
        if byte == 28:
            stack.append(struct.unpack(">h", code[at:at + 2])[0])
            at += 2
        elif byte >= 32:
            if byte <= 246:
                stack.append(byte - 139)
            elif byte <= 250:
                stack.append((byte - 247) * 256 + code[at] + 108)
                at += 1
            elif byte <= 254:
                stack.append(-(byte - 251) * 256 - code[at] - 108)
                at += 1
            else:
                stack.append(struct.unpack(">i", code[at:at + 4])[0] / 65536)
                at += 4
        elif byte in (1, 3, 18, 23, 19, 20):
            return stack[0] if len(stack) % 2 else None
        elif byte in (4, 22):
            return stack[0] if len(stack) > 1 else None
        elif byte == 21:
            return stack[0] if len(stack) > 2 else None
        elif byte == 14:
            return stack[0] if len(stack) in (1, 5) else None
        else:
            return False
    return False
