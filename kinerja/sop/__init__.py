"""The SOP's nine steps: its text as data, the ledger of who did what when, the state that follows, the commands."""
