defmodule Hook do
  defmacro __before_compile__(env) do
    names = Module.definitions_in(env.module) |> Enum.map(&elem(&1, 0)) |> Enum.sort()
    quote do
      def known, do: unquote(names)
    end
  end
end
defmodule Hooked do
  @before_compile Hook
  def one, do: 1
  def two, do: 2
end
IO.inspect Hooked.known()
# expect: [:one, :two]
