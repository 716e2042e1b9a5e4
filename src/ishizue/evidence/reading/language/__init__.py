"""Which language a run is written in, and what in it is damaged."""
