"""What Elixir's compiler infers of types in a module, and what it warns of: `check.findings(world, builder)`."""
