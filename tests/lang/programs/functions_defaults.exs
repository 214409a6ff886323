defmodule Greeter do
  def hello(name, greeting \\ "Hello", mark \\ "!"), do: greeting <> ", " <> name <> mark
end
IO.puts Greeter.hello("Ann")
IO.puts Greeter.hello("Ann", "Hi")
IO.puts Greeter.hello("Ann", "Hi", "?")
IO.inspect Greeter.__info__(:functions)
# expect: Hello, Ann!
# expect: Hi, Ann!
# expect: Hi, Ann?
# expect: [hello: 1, hello: 2, hello: 3]
