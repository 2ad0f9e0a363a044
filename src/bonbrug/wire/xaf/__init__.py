"""The audit file: XML Auditfile Financieel 3.2, as accountants and the Dutch tax office read it."""
