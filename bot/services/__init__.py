"""One async function for each thing a person can do: load, decide, store, return an outcome."""
