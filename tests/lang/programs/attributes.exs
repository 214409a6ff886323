defmodule Settings do
  @port 4000
  @hosts ["a"]
  @hosts ["b" | @hosts]
  Module.register_attribute(__MODULE__, :rule, accumulate: true)
  @rule :one
  @rule :two
  def all, do: {@port, @hosts, @rule}
end
IO.inspect Settings.all()
# expect: {4000, ["b", "a"], [:two, :one]}
