defmodule Shout do
  def sigil_b(text, mods), do: {String.upcase(text), List.to_string(mods)}
end
import Shout
IO.inspect ~b(loud #{1 + 1})
IO.inspect ~b|x|az
# expect: {"LOUD 2", ""}
# expect: {"X", "az"}
