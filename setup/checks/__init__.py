"""Rules of this house that no ready-made linter knows; each is a program of its own."""
