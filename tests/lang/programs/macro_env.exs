defmodule Env do
  defmacro caller, do: {__CALLER__.module, __CALLER__.function}
  def here, do: {__ENV__.module, __ENV__.function, __MODULE__}
end
defmodule Asker do
  require Env
  def ask, do: Env.caller()
end
IO.inspect {Asker.ask(), Env.here()}
# expect: {{Asker, {:ask, 0}}, {Env, {:here, 0}, Env}}
