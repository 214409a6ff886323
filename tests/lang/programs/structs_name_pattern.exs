defmodule Cat do
  defstruct name: "Tom"
end
defmodule Dog do
  defstruct name: "Rex"
end
describe = fn %kind{name: n} -> {kind, n} end
IO.inspect Enum.map([struct(Cat), struct(Dog)], describe)
# expect: [{Cat, "Tom"}, {Dog, "Rex"}]
