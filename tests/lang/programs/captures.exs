IO.inspect Enum.map([1, 2], &{&1, &1 * &1})
IO.inspect Enum.reduce([1, 2, 3], &-/2)
IO.inspect (&(&2 <> &1)).("a", "b")
IO.inspect Enum.map([1], &[&1 | [2]])
f = &Enum.at(&1, 0)
IO.inspect f.([7])
# expect: [{1, 1}, {2, 4}]
# expect: 2
# expect: "ba"
# expect: [[1, 2]]
# expect: 7
