"""Readers of what comes in: workbooks, the plan, the units' forms, the national form."""
