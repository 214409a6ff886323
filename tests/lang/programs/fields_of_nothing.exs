what = fn fun ->
  try do
    fun.()
  rescue
    error -> error.__struct__
  end
end
x = nil
t = true
IO.inspect what.(fn -> x.name end)
IO.inspect what.(fn -> t.name end)
IO.inspect what.(fn -> nil.name end)
IO.inspect what.(fn -> x.name() end)
m = String
IO.inspect m.upcase("x")
# expect: KeyError
# expect: KeyError
# expect: KeyError
# expect: UndefinedFunctionError
# expect: "X"
