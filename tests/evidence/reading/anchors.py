"""What holds of every document that was read, whatever was in it."""

from ishizue.evidence.passages import Text


def assert_anchors_hold(text: Text) -> None:
    """Counts, places and sentences of a document agree with one another."""
    assert text.passages
    assert [p.para for p in text.passages] == list(range(1, len(text.passages) + 1))
    line, end = 0, 0
    for passage in text.passages:
        assert passage.text == passage.text.strip() != ""
        assert "\n" not in passage.text
        assert "\r" not in passage.text
        assert passage.line > line
        assert passage.offset >= end
        line, end = passage.line, passage.offset + len(passage.text)
        _assert_sentences_hold(passage)
    for reference in text.references:
        assert text.passages[reference.para - 1].section == "footnote"
        for para, at in reference.marked:
            assert 0 <= at < len(text.passages[para - 1].text)


def _assert_sentences_hold(passage) -> None:
    assert passage.sentences
    at = 0
    for sentence in passage.sentences:
        assert at <= sentence.start < sentence.end <= len(passage.text)
        # Nothing but white space lies between sentences.
        assert passage.text[at : sentence.start].strip() == ""
        words = passage.text[sentence.start : sentence.end]
        assert words == words.strip()
        at = sentence.end
    assert passage.text[at:].strip() == ""


def sections(text: Text) -> dict[str, str]:
    """Section of each passage, by its first twelve characters."""
    return {p.text[:12]: p.section for p in text.passages}


def damage(text: Text) -> list[tuple[str, str]]:
    """Words and kind of every damaged run."""
    return [
        (p.text[start:end], kind)
        for p in text.passages
        for start, end, kind in p.damage
    ]
