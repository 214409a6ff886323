defmodule Helper do
  def secret, do: :from_helper
  defmacro run do
    quote do
      import Helper
      secret()
    end
  end
  defmacro aliasing do
    quote do
      alias String, as: S
      S.upcase("x")
    end
  end
end
defmodule UsesHelper do
  require Helper
  def go, do: {Helper.run(), Helper.aliasing()}
end
IO.inspect UsesHelper.go()
# expect: {:from_helper, "X"}
