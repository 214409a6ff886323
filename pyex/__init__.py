"""pyex: an iex-like shell over a BEAM-style actor runtime, in pure Python."""

__version__ = '0.1.0'
ELIXIR_VERSION = '1.18.4'       # the Elixir whose answers are followed
