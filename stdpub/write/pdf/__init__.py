"""Standards as PDF: what is set on paper, drawn and checked; weasyprint, pikepdf and mathra only here."""

from stdpub.write.pdf.faults import PdfError
from stdpub.write.pdf.tagging.archive import Attachment
from stdpub.write.pdf.writer import write_bilingual_pdf, write_pdf

__all__ = ["Attachment", "PdfError", "write_bilingual_pdf", "write_pdf"]
