"""What cannot be read says so, and how to mend it; nothing else ever comes out."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from evidence.reading.pdfs import encrypted_pdf, scanned_pdf, word_with
from ishizue.errors import EvidenceError
from ishizue.evidence.reading import LARGEST_FILE, read, read_bytes

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx"])
def test_an_empty_file_is_refused(name):
    with pytest.raises(EvidenceError, match=rf"{name}: it is empty\. Fix: fetch it"):
        read_bytes(name, b"")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b" \n\t\r\n\xe3\x80\x80\n"),
        ("a.html", b"<html><head><title>T</title></head><script>x()</script></html>"),
    ],
)
def test_a_file_without_text_is_refused(name, data):
    with pytest.raises(EvidenceError, match=r"holds no text\. Fix: check"):
        read_bytes(name, data)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(EvidenceError, match=r"at 200 MB it is over the limit of 64 MB"):
        read(path)


def test_bytes_over_the_limit_are_refused():
    with pytest.raises(EvidenceError, match=r"over the limit.*Fix: split it"):
        read_bytes("a.txt", bytes(LARGEST_FILE + 1))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "a PNG picture"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"\x1f\x8b\x08", "a gzip archive"),
    ],
)
def test_a_binary_named_as_text_is_refused(data, kind):
    with pytest.raises(EvidenceError, match=rf"it is {kind}.*Fix: give it the ending"):
        read_bytes("a.txt", data)


def test_text_with_zeros_or_control_characters_is_refused():
    for data in (b"one\0two three", b"\x01\x02\x03\x04 words"):
        with pytest.raises(EvidenceError, match=r"control characters no text has"):
            read_bytes("a.txt", data)


def test_bytes_that_no_encoding_explains_are_refused():
    noise = bytes((i * 37 + i * i * 11) % 256 or 1 for i in range(4000))
    with pytest.raises(EvidenceError, match=r"no encoding turns its bytes into text"):
        read_bytes("a.txt", noise)


@pytest.mark.parametrize("cut", [-1, -2])
def test_utf8_that_was_cut_off_says_where(cut):
    data = ("最初の行である。\n" * 3 + "次の行").encode()[:cut]
    with pytest.raises(EvidenceError, match=r"line 4, byte 0xe8, is not UTF-8.*Fix"):
        read_bytes("a.txt", data)


def test_utf16_that_does_not_keep_what_its_mark_says_is_refused():
    data = "短い文。\n".encode("utf-16") + b"\x00"
    with pytest.raises(EvidenceError, match=r"byte order mark says UTF-16-LE, but"):
        read_bytes("a.txt", data)


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "a/b.txt",
        "..",
        ".",
        "",
        "c:a.txt",
        "a\0.txt",
        "a\n.txt",
        "a\\b.txt",
        "\udcff.txt",
    ],
)
def test_a_name_with_a_path_in_it_is_refused(name):
    with pytest.raises(EvidenceError, match=r"is not a plain file name\. Fix: name"):
        read_bytes(name, b"text")


def test_a_name_too_long_for_any_folder_is_refused():
    with pytest.raises(EvidenceError, match=r"longer than 255 bytes"):
        read_bytes("長" * 100 + ".txt", b"text")


@pytest.mark.parametrize("name", ["a.doc", "a", "a.TXT.exe", ".txt", "a.rtf"])
def test_an_unknown_ending_says_which_are_known(name):
    with pytest.raises(
        EvidenceError, match=r"only \.txt, \.html, \.htm, \.pdf, \.docx"
    ):
        read_bytes(name, b"text")


def test_endings_may_be_written_in_capitals():
    assert read_bytes("REPORT.TXT", b"Some words.").name == "REPORT.TXT"


def test_a_missing_file_or_a_folder_is_refused(tmp_path):
    with pytest.raises(
        EvidenceError, match=r"gone\.txt: cannot be read \(No such file"
    ):
        read(tmp_path / "gone.txt")
    with pytest.raises(EvidenceError, match=r"is not a file\. Fix"):
        read(tmp_path)
    with pytest.raises(EvidenceError, match=r"cannot be read \(embedded null byte\)"):
        read(Path("a\0.txt"))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(EvidenceError, match=r"is not a file"):
        read(tmp_path / "pipe.txt")


def test_a_path_outside_the_folder_is_read_under_its_own_name(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "note.txt").write_text("A short note.", "utf-8")
    assert read(tmp_path / "below" / ".." / "note.txt").name == "note.txt"


# Word -------------------------------------------------------------------------------


def test_a_bomb_is_refused_by_the_sizes_it_declares():
    data = word_with({f"word/media/{i}.bin": bytes(30 * 2**20) for i in range(4)})
    assert len(data) < 2**20
    with pytest.raises(EvidenceError, match=r"unpacked it would be 120 MB, and 100 MB"):
        read_bytes("bomb.docx", data)


def test_a_bomb_that_declares_false_sizes_is_refused():
    data = bytearray(word_with({"word/media/0.bin": bytes(120 * 2**20)}))
    size = (120 * 2**20).to_bytes(4, "little")
    # Both headers now claim that ten bytes are packed in it.
    assert data.count(size) == 2
    data = data.replace(size, (10).to_bytes(4, "little"))
    with pytest.raises(EvidenceError, match=r"its archive is damaged"):
        read_bytes("bomb.docx", bytes(data))


def test_an_archive_of_very_many_files_is_refused():
    data = word_with({f"word/{i}": b"" for i in range(5001)})
    with pytest.raises(EvidenceError, match=r"50\d\d files, and 100 MB in 5000 files"):
        read_bytes("many.docx", data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"not a zip archive at all", "its archive is damaged"),
        (zipped({"readme.md": b"words"}), "it is an archive, but no Word document"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "cannot be opened as a Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "Word before 2007"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "it is encrypted",
        ),
    ],
)
def test_what_is_no_word_document_is_refused(data, problem):
    with pytest.raises(EvidenceError, match=rf"{problem}.*Fix: "):
        read_bytes("a.docx", data)


def test_an_entity_bomb_in_a_word_document_stays_small():
    levels = "".join(
        f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' if i else '<!ENTITY l0 "boom">'
        for i in range(10)
    )
    body = f"<!DOCTYPE x [{levels}]><x>&l9;</x>".encode()
    data = zipped({"[Content_Types].xml": body})
    with pytest.raises(EvidenceError, match=r"cannot be opened as a Word document"):
        read_bytes("bomb.docx", data)


# PDF --------------------------------------------------------------------------------


def test_an_encrypted_pdf_is_refused():
    with pytest.raises(EvidenceError, match=r"it is encrypted\. Fix: open it with its"):
        read_bytes("a.pdf", encrypted_pdf())


def test_a_scanned_pdf_is_refused():
    with pytest.raises(EvidenceError, match=r"1 page\(s\) hold no text.*Fix: run text"):
        read_bytes("scan.pdf", scanned_pdf())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html>Not found</html>", "does not begin as a PDF does"),
        (b"%PDF-1.7\nbroken", "it is damaged and cannot be opened as a PDF"),
    ],
)
def test_what_is_no_pdf_is_refused(data, problem):
    with pytest.raises(EvidenceError, match=rf"{problem}.*Fix: "):
        read_bytes("a.pdf", data)


# HTML -------------------------------------------------------------------------------


def test_a_page_nested_without_end_is_refused_rather_than_cut():
    page = "<p>Before.</p>" + "<div>" * 5000 + "deep" + "</div>" * 5000
    with pytest.raises(EvidenceError, match=r"nested too deeply.*Fix: "):
        read_bytes("a.html", page.encode())
