"""Which script a character belongs to, and which Han characters only one side writes.

Japan, China and Taiwan encode the characters they write, so the standards themselves
tell them apart: JIS X 0208 (with its vendors' rows), GB 2312 and Big5.
"""

from __future__ import annotations

import re

KANA = "ぁ-ゖゝ-ゟァ-ヺー-ヿ\u31f0-\u31ff\uff66-\uff9f々〆"
HAN = "\u2e80-\u2fdf〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"

ANY_KANA = re.compile(f"[{KANA}]")
ANY_HAN = re.compile(f"[{HAN}]")
ANY_CJK = re.compile(f"[{KANA}{HAN}]")
WITHOUT_KANA = re.compile(f"[^{KANA}]+")

OTHER_SCRIPTS = {
    "ko": "가-힣ᄀ-ᇿㄱ-ㆎ",
    "ru": "Ѐ-ԯ",
    "el": "Ͱ-Ͽ",
    "ar": "؀-ۿݐ-ݿ",
    "he": "֐-׿",
    "th": "฀-๿",
    "hi": "ऀ-ॿ",
    "ka": "Ⴀ-ჿ",
    "hy": "԰-֏",
}
"""The language most documents in the script are written in."""


def _encodable(codec: str) -> frozenset[str]:
    unified = "".join(map(chr, range(0x4E00, 0xA000)))
    return frozenset(unified.encode(codec, "ignore").decode(codec))


# Kanji of the second level of JIS X 0208; the first holds the common ones.
_SECOND_LEVEL = {c for c in _encodable("cp932") if c.encode("cp932") > b"\x98\x72"}
_JAPAN, _CHINA, _TAIWAN = _encodable("cp932"), _encodable("gb2312"), _encodable("big5")
# JIS X 0213 adds forms that Japan shares with Taiwan, some of them in daily use.
_JAPAN_SINCE_2000 = _JAPAN | _encodable("euc_jis_2004")

CHINESE_FORMS = (_CHINA - _JAPAN) | (_TAIWAN - _JAPAN_SINCE_2000)
JAPANESE_FORMS = _JAPAN - _CHINA - _TAIWAN
UNSIMPLIFIED_FORMS = _JAPAN - _CHINA
"""Written in Japan and perhaps in Taiwan, but not in mainland China."""

TRADITIONAL_FORMS = (_TAIWAN & _SECOND_LEVEL) - _CHINA
"""Common in Taiwan; in Japan only in old texts, and in names."""
