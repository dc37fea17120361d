"""Everything that is stored: every line of SQL, the migrations, and data files read at start."""
