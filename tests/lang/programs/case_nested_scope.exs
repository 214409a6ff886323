x = :outer
result =
  case {1, 2} do
    {x, y} when x < y ->
      z = x + y
      case z do
        ^z -> {:same, x, z}
      end
  end
IO.inspect {result, x}
# expect: {{:same, 1, 3}, :outer}
