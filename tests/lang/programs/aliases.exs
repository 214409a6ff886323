defmodule Deep.Inner.Mod do
  def name, do: __MODULE__
end
alias Deep.Inner.Mod
IO.inspect Mod.name()
alias Deep.Inner, as: In
IO.inspect In.Mod.name()
alias Deep.{Inner}
IO.inspect Inner.Mod.name()
IO.inspect Module.split(Mod)
# expect: Deep.Inner.Mod
# expect: Deep.Inner.Mod
# expect: Deep.Inner.Mod
# expect: ["Deep", "Inner", "Mod"]
