f = fn x ->
  case x do
    n when is_integer(n) and n < 0 -> :negative
    0 -> :zero
    n when n in 1..9 -> :digit
    n when is_float(n) when is_integer(n) -> :number
    _ -> :other
  end
end
IO.inspect Enum.map([-1, 0, 5, 50, 1.5, "x"], f)
# expect: [:negative, :zero, :digit, :number, :number, :other]
