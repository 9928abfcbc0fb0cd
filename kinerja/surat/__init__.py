"""The papers of the SOP: letters, minutes and forms as PDF/A, and as DOCX where an office would edit them."""
