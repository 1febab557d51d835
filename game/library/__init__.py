"""Files that people write, read into values: charts, maps and scenarios, with every fault told at once."""
