"""The end of the SOP: seal, electronic signature, archive, and how a stranger checks them."""
