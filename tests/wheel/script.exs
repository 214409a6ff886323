IO.inspect(System.argv())
IO.inspect(for x <- 1..3, do: x * x)

try do
  throw(:boom)
catch
  ball -> IO.puts("** caught #{inspect(ball)}")
end
