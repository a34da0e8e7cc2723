"""What is true about a township's records, and how two copies become one: no window, no workbook, no paper."""
