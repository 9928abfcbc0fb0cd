"""What readers get: HTML fragments, charts and the report page."""
