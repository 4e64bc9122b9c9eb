"""PDFs as offices and strangers send them, made by code."""

import io

from PIL import Image


def pdf(inside=b"", end=b"%%EOF\n"):
    """A PDF of one empty page; `inside` is written into its catalogue."""
    return (
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
        b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n0\n" + end
    )


def scanned_pdf():
    file = io.BytesIO()
    Image.new("RGB", (620, 877), "white").save(file, "PDF")
    return file.getvalue()
