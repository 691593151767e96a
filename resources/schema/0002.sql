-- CRC-32 of a chunk's data; absent for those written before.
ALTER TABLE snapshot ADD COLUMN checksum INTEGER;
