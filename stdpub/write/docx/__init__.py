"""Write a standard as a document that word processors edit, ISO/IEC 29500: real styles, numbers, fields, equations, notes."""

from stdpub.write.docx.writer import write_docx

__all__ = ["write_docx"]
