defmodule :pyex_debug do
  @moduledoc false
  # The half of the debugger's tools that runs Elixir code; the natives of the same module are the other one.

  # A call of a private function, in code that is evaluated at a breakpoint in its module.
  def local(module, name, arguments), do: :erlang.apply(:pyex_debug.private(module, name, arguments), arguments)
end
