IO.inspect Function.info(&Enum.map/2) |> Keyword.take([:module, :name, :arity, :type])
IO.inspect Function.capture(Enum, :count, 1).([1])
IO.inspect Function.identity(:x)
# expect: [module: Enum, name: :map, arity: 2, type: :external]
# expect: 1
# expect: :x
