"""From seed files to typed records: reading with positions, checking, and naming every problem at its place."""
