"""Documents made on the spot: PDFs written by hand, Word files by python-docx."""

import io
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

import docx


class Run(NamedTuple):
    """Text placed on a PDF's page, in points from the bottom left."""

    x: float
    y: float
    text: str
    size: float = 10


def pdf_of(pages: Sequence[Sequence[Run]], info: str = "", trailer: str = "") -> bytes:
    """A PDF with Helvetica and a Japanese font that readers know without embedding."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        " /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3"
        " /Encoding /UniJIS-UTF16-H /DescendantFonts [5 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>"
        " /DW 1000 /FontDescriptor 6 0 R >>",
        "<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /ItalicAngle 0"
        " /FontBBox [0 -200 1000 900] /Ascent 859 /Descent -140 /CapHeight 709"
        " /StemV 80 >>",
        f"<< {info} >>",
    ]
    kids = []
    for runs in pages:
        stream = "\n".join(map(_drawn, runs))
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assembled(objects, f"/Info 7 0 R {trailer}")


def assembled(objects: Sequence[str], trailer: str = "") -> bytes:
    """A PDF file of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for offset in offsets:
        out += f"{offset:010d} 00000 n \n".encode()
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)


def _drawn(run: Run) -> str:
    if run.text.isascii():
        escaped = run.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font, shown = "F1", f"({escaped})"
    else:
        font, shown = "F2", f"<{run.text.encode('utf-16-be').hex()}>"
    return f"BT /{font} {run.size} Tf {run.x} {run.y} Td {shown} Tj ET"


def encrypted_pdf() -> bytes:
    """A PDF whose words only a password shows."""
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44"
        f" /O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00> <00>]"
    )
    return pdf_of([[Run(50, 700, "Hidden words")]], trailer=locked)


def scanned_pdf() -> bytes:
    """A PDF of one page, which is a picture."""
    image = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
        " /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream"
    )
    draw = "q 595 0 0 842 0 0 cm /I Do Q"
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
            " /Resources << /XObject << /I 4 0 R >> >> >>",
            image,
            f"<< /Length {len(draw)} >>\nstream\n{draw}\nendstream",
        ]
    )


def word_with(members: dict[str, bytes], *paragraphs: str) -> bytes:
    """A Word document that has further files in its archive."""
    buffer = io.BytesIO()
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(buffer)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
