"""Everything that has a date, laid side by side: rounds, hours, meetings of others."""
