"""Playing the world: the API that changes it and tells what happened in it."""
