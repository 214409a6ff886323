f = fn x ->
  try do
    10 / x
  rescue
    ArithmeticError -> :infinity
  else
    n when n > 1 -> :large
    _ -> :small
  end
end
IO.inspect Enum.map([0, 2, 100], f)
# expect: [:infinity, :large, :small]
